import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import enCustomers from '../../assets/locales/en/customers.json';
import enIntake from '../../assets/locales/en/intake.json';
import enLoyalty from '../../assets/locales/en/loyalty.json';
import enRisk from '../../assets/locales/en/risk.json';
import enUi from '../../assets/locales/en/ui.json';
import enVoice from '../../assets/locales/en/voice.json';
import zhCustomers from '../../assets/locales/zh-CN/customers.json';
import zhIntake from '../../assets/locales/zh-CN/intake.json';
import zhLoyalty from '../../assets/locales/zh-CN/loyalty.json';
import zhRisk from '../../assets/locales/zh-CN/risk.json';
import zhUi from '../../assets/locales/zh-CN/ui.json';
import zhVoice from '../../assets/locales/zh-CN/voice.json';

const en = { ...enUi, ...enCustomers, ...enIntake, ...enLoyalty, ...enRisk, ...enVoice };
const zh = { ...zhUi, ...zhCustomers, ...zhIntake, ...zhLoyalty, ...zhRisk, ...zhVoice };

const SOURCE = join(import.meta.dirname, '..', 'src');

/** Keys named in the source; those put together at run time end in a dot. */
function named(): Set<string> {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' });
  const found = new Set<string>();
  for (const file of files.filter((name) => /\.tsx?$/.test(name))) {
    const text = readFileSync(join(SOURCE, file), 'utf8');
    for (const [, key] of text.matchAll(/['"`]((?:ui|customers)\.[\w.-]+)/g)) if (key) found.add(key);
  }
  return found;
}

test('both languages have the same keys', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
});

test('every text that the window names is in the catalogue', () => {
  const keys = Object.keys(zh);
  // Codes of errors are not texts; their sentences are `error.<code>`.
  const holes = [...named()].filter(
    (key) =>
      !keys.includes(key) &&
      !keys.includes(`error.${key}`) &&
      !(key.endsWith('.') && keys.some((each) => each.startsWith(key))),
  );
  expect(holes).toEqual([]);
});

test('no text of the window is left unused', () => {
  const used = [...named()];
  const left = Object.keys(zh).filter(
    (key) =>
      /^(ui|customers)\./.test(key) &&
      !used.includes(key) &&
      !used.some((each) => each.endsWith('.') && key.startsWith(each)),
  );
  expect(left).toEqual([]);
});
