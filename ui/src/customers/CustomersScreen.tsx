import { UndoOutlined } from '@ant-design/icons';
import { Button, Input, Spin, Tabs, Tooltip } from 'antd';
import { useState } from 'react';

import { useUndoKey } from '../data/useUndoKey';
import { count } from '../format/numbers';
import { ErrorNote } from '../parts/ErrorNote';
import { Teach } from '../parts/Teach';
import type { Section } from '../shell/Shell';
import { useApp } from '../state/app';
import { CustomerList } from './CustomerList';
import { MatchTable } from './MatchTable';
import { Suggestions } from './Suggestions';
import { Trail } from './Trail';
import { useCustomers } from './useCustomers';

interface Props {
  shown: boolean;
  onNext(section: Section): void;
}

/** Who is who: suggestions, the list, how the tables meet, and what was decided. */
export function CustomersScreen({ shown, onNext }: Props) {
  const { t } = useApp();
  const customers = useCustomers(shown);
  const [tab, setTab] = useState('suggestions');
  useUndoKey(() => shown && customers.canUndo && customers.undo());
  const { view } = customers;
  const empty = view && view.counted + view.excluded === 0;

  return (
    <div className="screen customers">
      <div className="screen-head">
        <h1>{t('ui.nav.customers')}</h1>
        {view && !empty && (
          <span className="muted customers-counts" data-testid="customers-counts">
            {t('customers.counts', {
              counted: count(view.counted),
              excluded: count(view.excluded),
              decided: count(view.decided),
            })}
          </span>
        )}
        <span className="grow" />
        <Adviser />
        <Button
          data-testid="customers-undo"
          icon={<UndoOutlined />}
          disabled={!customers.canUndo || customers.busy}
          onClick={customers.undo}
        >
          {t('customers.undo')}
        </Button>
      </div>
      <p className="muted">{t('customers.note')}</p>
      <ErrorNote error={customers.error} onRetry={customers.retry} />
      {!view && customers.loading && <Spin className="screen-spin" />}
      {empty && (
        <Teach title={t('customers.nodata')} text={t('customers.nodata.note')}>
          <Button type="primary" onClick={() => onNext('data')}>
            {t('ui.drop.pick')}
          </Button>
        </Teach>
      )}
      {view && !empty && (
        <Tabs
          activeKey={tab}
          onChange={setTab}
          items={[
            {
              key: 'suggestions',
              label: t('customers.tab.suggestions', { n: count(view.suggestions.length) }),
              children: <Suggestions view={view} customers={customers} />,
            },
            {
              key: 'list',
              label: <span data-testid="tab-list">{t('customers.tab.list')}</span>,
              children: <CustomerList customers={customers} shown={shown && tab === 'list'} />,
            },
            {
              key: 'matches',
              label: <span data-testid="tab-matches">{t('customers.tab.matches')}</span>,
              children: <MatchTable matches={view.matches} />,
            },
            {
              key: 'trail',
              label: <span data-testid="tab-trail">{t('customers.tab.trail')}</span>,
              children: <Trail customers={customers} shown={shown && tab === 'trail'} />,
            },
          ]}
        />
      )}
    </div>
  );
}

/** Who is put to the decisions. */
function Adviser() {
  const { t, settings, update } = useApp();
  const [name, setName] = useState(settings.adviser);
  const save = () => name.trim() !== settings.adviser && update({ adviser: name.trim() });
  return (
    <Tooltip title={t('customers.adviser.hint')}>
      <Input
        className="customers-adviser"
        data-testid="customers-adviser"
        prefix={<span className="muted">{t('customers.adviser')}</span>}
        aria-label={t('customers.adviser')}
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={save}
        onPressEnter={save}
      />
    </Tooltip>
  );
}
