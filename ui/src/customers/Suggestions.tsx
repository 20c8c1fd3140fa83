import { Button, Pagination, Segmented } from 'antd';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';

import type {
  CustomerDecision,
  CustomersView,
  Suggestion,
  SuggestionKind,
} from '../api/generated';
import { count, percent } from '../format/numbers';
import { Teach } from '../parts/Teach';
import { useApp } from '../state/app';
import { acceptance, countsOf, ofKind, rejection, sureOnes } from './decide';
import { SuggestionCard } from './SuggestionCard';
import type { Customers } from './useCustomers';

const PAGE = 20;
const KINDS: SuggestionKind[] = ['same_customer', 'common_control', 'not_a_customer'];

interface Props {
  view: CustomersView;
  customers: Customers;
}

/** What looks like one customer, a group, or none; largest revenue first. */
export function Suggestions({ view, customers }: Props) {
  const { t } = useApp();
  const [kind, setKind] = useState<SuggestionKind | null>(null);
  const [page, setPage] = useState(1);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const counts = useMemo(() => countsOf(view.suggestions), [view.suggestions]);
  const wanted = ofKind(view.suggestions, kind);
  const pages = Math.max(1, Math.ceil(wanted.length / PAGE));
  const current = Math.min(page, pages);
  const shown = wanted.slice((current - 1) * PAGE, current * PAGE);
  const place = Math.min(at, Math.max(0, shown.length - 1));
  const sure = sureOnes(wanted);

  const reason = useReason();
  const take = (suggestion: Suggestion, decision: CustomerDecision) =>
    void customers.decide([[decision, reason(suggestion)]]);

  useEffect(() => {
    list.current
      ?.querySelectorAll('[data-testid="suggestion"]')
      [place]?.scrollIntoView({ block: 'nearest' });
  }, [place]);

  const onKey = (event: KeyboardEvent) => {
    // Keys typed into a control of a card are that control's.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey) return;
    const suggestion = shown[place];
    const act: Record<string, () => void> = {
      ArrowDown: () => setAt(Math.min(place + 1, shown.length - 1)),
      ArrowUp: () => setAt(Math.max(place - 1, 0)),
      a: () => suggestion && take(suggestion, acceptance(suggestion)),
      x: () => suggestion && take(suggestion, rejection(suggestion)),
    };
    const run = act[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!run || customers.busy) return;
    event.preventDefault();
    run();
  };

  if (view.suggestions.length === 0) {
    return (
      <Teach
        title={t('customers.suggestions.none')}
        text={t('customers.suggestions.none.note')}
      />
    );
  }
  const label = (name: string, n: number) => `${name} ${count(n)}`;
  return (
    <>
      <div className="customers-bar">
        <Segmented<SuggestionKind | 'all'>
          value={kind ?? 'all'}
          onChange={(value) => {
            setKind(value === 'all' ? null : value);
            setPage(1);
            setAt(0);
          }}
          options={[
            { value: 'all', label: label(t('customers.suggestions.all'), view.suggestions.length) },
            ...KINDS.map((each) => ({
              value: each,
              label: label(t(`customers.kind.${each}`), counts[each]),
            })),
          ]}
        />
        <span className="muted customers-keys">{t('customers.suggestions.keys')}</span>
        <span className="grow" />
        <Button
          data-testid="suggestions-bulk"
          disabled={sure.length === 0 || customers.busy}
          onClick={() =>
            void customers.decide(sure.map((each) => [acceptance(each), reason(each)]))
          }
        >
          {t('customers.suggestions.bulk', { n: count(sure.length) })}
        </Button>
      </div>
      {/* Lists of cards take the keys of a list: one stop for the keyboard, then arrows. */}
      <div
        ref={list}
        className="suggestions"
        data-testid="suggestions"
        role="listbox"
        tabIndex={0}
        aria-label={t('customers.suggestions.keys')}
        onKeyDown={onKey}
      >
        {shown.map((suggestion, index) => (
          <SuggestionCard
            key={suggestion.id}
            suggestion={suggestion}
            chosen={index === place}
            busy={customers.busy}
            onChoose={() => setAt(index)}
            onDecide={(decision) => take(suggestion, decision)}
          />
        ))}
      </div>
      <Pagination
        className="customers-pages"
        current={current}
        pageSize={PAGE}
        total={wanted.length}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={(next) => {
          setPage(next);
          setAt(0);
        }}
      />
    </>
  );
}

/** Writes why a suggestion was made, for the audit trail. */
function useReason(): (suggestion: Suggestion) => string {
  const { t, lang } = useApp();
  const between = lang === 'zh-CN' ? '；' : '; ';
  return ({ reasons, score }) => {
    const words = reasons.map(({ code, args }) => t(`customers.reason.${code}`, args));
    return t('customers.suggested', { reasons: words.join(between), score: percent(score) });
  };
}
