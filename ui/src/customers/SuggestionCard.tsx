import { Button, Checkbox, Radio, Tag } from 'antd';
import { useState } from 'react';

import type { CustomerDecision, Suggestion } from '../api/generated';
import { ABSENT, count, percent } from '../format/numbers';
import { useApp } from '../state/app';
import { useFormat } from '../state/format';
import { acceptable, acceptance, AS_MADE, type Choice, partyKey, rejection } from './decide';

interface Props {
  suggestion: Suggestion;
  chosen: boolean;
  busy: boolean;
  onChoose(): void;
  onDecide(decision: CustomerDecision): void;
}

const COLOUR = { same_customer: 'blue', common_control: 'purple', not_a_customer: 'gold' } as const;

/** One suggestion: whom, why, how sure; accept or reject. */
export function SuggestionCard({ suggestion, chosen, busy, onChoose, onDecide }: Props) {
  const { t } = useApp();
  const { kind, why, members, reasons, score, in_force } = suggestion;
  const [choice, setChoice] = useState<Choice>(AS_MADE);
  const whyText = why ? t(`customers.why.${why}`) : '';
  return (
    <section
      className={`suggestion ${chosen ? 'chosen' : ''}`}
      data-testid="suggestion"
      data-kind={kind}
      role="option"
      aria-selected={chosen}
      onMouseDown={onChoose}
    >
      <header>
        <Tag color={COLOUR[kind]}>{t(`customers.kind.${kind}`)}</Tag>
        {why && <b>{whyText}</b>}
        <span className="suggestion-score">
          {t('customers.score', { score: percent(score) })}
        </span>
        {in_force && <Tag>{t('customers.in_force')}</Tag>}
        <span className="grow" />
        <Button
          size="small"
          data-testid="suggestion-reject"
          disabled={busy}
          onClick={() => onDecide(rejection(suggestion))}
        >
          {t(`customers.reject.${kind}`)}
        </Button>
        <Button
          size="small"
          type="primary"
          data-testid="suggestion-accept"
          disabled={busy || !acceptable(suggestion, choice)}
          onClick={() => onDecide(acceptance(suggestion, choice))}
        >
          {t(`customers.accept.${kind}`, { why: whyText })}
        </Button>
      </header>
      <ul className="suggestion-reasons">
        {reasons.map((reason) => (
          <li key={`${reason.code} ${Object.values(reason.args).join(' ')}`}>
            {t(`customers.reason.${reason.code}`, reason.args)}
          </li>
        ))}
        {why && <li className="muted">{t(`customers.why.${why}.note`)}</li>}
      </ul>
      <div className="suggestion-members">
        {members.map((member, index) => (
          <MemberRow
            key={partyKey(member.party)}
            suggestion={suggestion}
            index={index}
            choice={choice}
            onChoice={setChoice}
          />
        ))}
      </div>
    </section>
  );
}

interface RowProps {
  suggestion: Suggestion;
  index: number;
  choice: Choice;
  onChoice(choice: Choice): void;
}

function MemberRow({ suggestion, index, choice, onChoice }: RowProps) {
  const { t } = useApp();
  const format = useFormat();
  const { kind, members } = suggestion;
  const member = members[index];
  if (!member) return null;
  const { name, code, rows, revenue, first, last } = member;
  const toggle = (included: boolean) => {
    const without = new Set(choice.without);
    if (included) without.delete(index);
    else without.add(index);
    onChoice({ ...choice, without });
  };
  return (
    <div className="suggestion-member">
      <span className="suggestion-choice">
        {members.length > 2 && (
          <Checkbox
            aria-label={t('customers.include', { name })}
            checked={!choice.without.has(index)}
            disabled={index === choice.keep}
            onChange={(event) => toggle(event.target.checked)}
          />
        )}
        {kind === 'same_customer' && (
          <Radio
            aria-label={`${t('customers.keep_this')} ${name}`}
            checked={choice.keep === index}
            disabled={choice.without.has(index)}
            onChange={() => onChoice({ ...choice, keep: index })}
          />
        )}
      </span>
      <span className="suggestion-name">
        {name}
        {kind === 'same_customer' && choice.keep === index && (
          <span className="muted suggestion-kept">{t('customers.keep_this')}</span>
        )}
      </span>
      <span className="muted">{code ?? ABSENT}</span>
      <span className="one-line">
        {t('customers.trade', { rows: count(rows), revenue: format.money(revenue) })}
      </span>
      <span className="muted one-line">{first && last ? `${first} – ${last}` : ABSENT}</span>
    </div>
  );
}
