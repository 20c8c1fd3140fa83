import { Alert, App, Button, Tag } from 'antd';
import { useCallback, useEffect, useState } from 'react';

import type { ControlBasis, RowSet, Settlement } from '../api/generated';
import { RowsDrawer } from '../assessment/RowsDrawer';
import { ErrorNote } from '../parts/ErrorNote';
import { Teach } from '../parts/Teach';
import type { Section } from '../shell/Shell';
import { useApp } from '../state/app';
import { useAction, useQuery } from '../state/command';
import { useProject } from '../state/project';
import { Checks } from './Checks';
import { ControlTeach } from './ControlTeach';
import { Months } from './Months';
import { Rules } from './Rules';
import { SettledList } from './SettledList';
import { Sources } from './Sources';

/** Orders beside control totals, and whether the records are whole. */
export function ReconciliationScreen({ onNext }: { onNext(section: Section): void }) {
  const { t } = useApp();
  const { message } = App.useApp();
  const { target, revision, refresh } = useProject();
  const query = useQuery('reconciliation', { target: target.id });
  const settle = useAction('settle');
  const withdraw = useAction('withdraw');
  const [changed, setChanged] = useState(false);
  const [shown, setShown] = useState<{ title: string; sets: RowSet[] }>();
  const [basis, setBasis] = useState<ControlBasis>();
  const { reload } = query;
  useEffect(reload, [reload, revision]);

  const took = useCallback(() => {
    setChanged(true);
    refresh();
  }, [refresh]);

  const takeBack = async (ids: number[]) => {
    if (await withdraw.run({ target: target.id, ids })) {
      message.success(t('recon.undone'));
      took();
    }
  };
  const decide = async (what: Settlement, reason = '') => {
    const id = await settle.run({ target: target.id, what, reason });
    if (id !== undefined) took();
  };

  const { data } = query;
  const found = data?.reconciliation;
  const months = found?.months ?? [];
  const chosen = basis ?? found?.tied_out ?? found?.series[0]?.basis ?? 'invoices';
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{t('ui.nav.reconciliation')}</h1>
        {found && found.series.length > 0 && (
          <Tag color={found.tied_out ? 'success' : 'warning'} data-testid="tied-out">
            {t(found.tied_out ? 'recon.tied' : 'recon.untied')}
          </Tag>
        )}
      </div>
      <p className="muted">{t('recon.lead')}</p>
      <ErrorNote error={query.error} onRetry={reload} />
      <ErrorNote error={settle.error} onClose={settle.clear} />
      <ErrorNote error={withdraw.error} onClose={withdraw.clear} />
      {changed && (
        <Alert
          type="info"
          showIcon
          closable={{ onClose: () => setChanged(false) }}
          title={t('recon.stale')}
          action={
            <Button size="small" onClick={() => onNext('assessment')}>
              {t('ui.nav.assessment')}
            </Button>
          }
        />
      )}
      {found && months.length === 0 && (
        <Teach title={t('recon.empty')} text={t('recon.empty.note')}>
          <Button type="primary" onClick={() => onNext('data')}>
            {t('ui.drop.pick')}
          </Button>
        </Teach>
      )}
      {data && found && months.length > 0 && (
        <>
          <ControlTeach open={found.series.length === 0} />
          <Rules found={found} onSettle={decide} onDefined={took} />
          <Months found={found} basis={chosen} onBasis={setBasis} onEntered={took} onUndo={takeBack} />
          <Checks
            found={found}
            files={data.files}
            sets={data.row_sets}
            settled={data.settled}
            onRows={(title, sets) => setShown({ title, sets })}
            onSettle={decide}
            onUndo={takeBack}
          />
          <Sources found={found} files={data.files} />
          <SettledList settled={data.settled} currency={found.currency} onUndo={takeBack} />
        </>
      )}
      <RowsDrawer
        title={shown?.title ?? ''}
        sets={shown?.sets ?? []}
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
      />
    </div>
  );
}
