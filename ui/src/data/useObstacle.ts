import { useContext } from 'react';

import type { InspectedFile } from '../api/generated';
import { useApp } from '../state/app';
import { FieldsContext, missingFields } from './fields';
import { isIncluded, lacksYear, type SheetPlan } from './plan';

/** What has to be settled before these plans can be imported; nothing when they can. */
export function useObstacle(
  files: InspectedFile[],
  plans: SheetPlan[],
  replace: ReadonlyMap<number, boolean>,
): string | undefined {
  const { t } = useApp();
  const specs = useContext(FieldsContext);
  const included = plans.filter(isIncluded);
  const wanted = new Set(included.map(({ file }) => file));
  const undecided = files.some(
    ({ file, earlier }) => earlier !== null && wanted.has(file) && !replace.has(file),
  );
  if (undecided) return t('ui.earlier.undecided');
  if (included.some(({ mapping }) => lacksYear(mapping))) return t('ui.import.no_year');
  const lacking = included.some(({ mapping, remap, join }) => {
    const fields = (mapping.table && specs.get(mapping.table)) || [];
    return !remap && !join && missingFields(mapping, fields).length > 0;
  });
  return lacking ? t('ui.import.missing') : undefined;
}
