import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Alert, Button, Collapse, Tag } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';

import type { Provenance } from '../api/generated';
import { moment } from '../format/dates';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { useAction, useQuery } from '../state/command';
import { useProject } from '../state/project';
import { ProvenanceForm, UNSTATED } from './ProvenanceForm';

const LINES = [
  'given_by',
  'given_on',
  'basis',
  'basis_note',
  'purpose',
  'retain_until',
] as const satisfies readonly (keyof Provenance)[];

/** Who gave the data and on what basis: asked once, editable, never in the way. */
export function ProvenanceCard() {
  const { t, lang } = useApp();
  const { target } = useProject();
  const kept = useQuery('provenance', { target: target.id });
  const save = useAction('state_provenance');
  const [editing, setEditing] = useState(false);
  if (!kept.data) return <ErrorNote error={kept.error} onRetry={kept.reload} />;

  const { history } = kept.data;
  const latest = history.at(-1)?.statement;
  const earlier = history.slice(0, -1).reverse();
  const store = async (statement: Provenance) => {
    if (!(await save.run({ target: target.id, statement }))) return;
    setEditing(false);
    kept.reload();
  };
  const overdue = latest?.retain_until && dayjs(latest.retain_until).isBefore(dayjs(), 'day');
  return (
    <section className="panel provenance" data-testid="provenance-card">
      <header className="part-head">
        <h2>
          <SafetyCertificateOutlined /> {t('ui.provenance')}
        </h2>
        {!editing && (
          <Button size="small" data-testid="provenance-edit" onClick={() => setEditing(true)}>
            {t(latest ? 'ui.provenance.edit' : 'ui.provenance.fill')}
          </Button>
        )}
      </header>
      {!latest && <b>{t('ui.provenance.ask')}</b>}
      {!latest && <p className="muted">{t('ui.provenance.ask.text')}</p>}
      <ErrorNote error={save.error} onClose={save.clear} />
      {overdue && <Alert type="warning" showIcon title={t('ui.provenance.overdue')} />}
      {editing ? (
        <ProvenanceForm
          value={latest ?? UNSTATED}
          saving={save.running}
          onSave={store}
          onLater={() => setEditing(false)}
        />
      ) : (
        latest && <Statement value={latest} />
      )}
      {earlier.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'history',
              label: t('ui.provenance.history', { n: earlier.length }),
              children: earlier.map(({ recorded_at: at, statement }) => (
                <div key={at}>
                  <b>{moment(at, lang)}</b>
                  <Statement value={statement} />
                </div>
              )),
            },
          ]}
        />
      )}
    </section>
  );
}

/** A statement line by line; what is missing is a request. */
function Statement({ value }: { value: Provenance }) {
  const { t } = useApp();
  const words = (name: (typeof LINES)[number]) =>
    name === 'basis' ? value.basis && t(`ui.provenance.basis.${value.basis}`) : value[name];
  return (
    <dl className="provenance-lines">
      {LINES.map((name) => (
        <div key={name}>
          <dt className="muted">{t(`ui.provenance.${name}`)}</dt>
          <dd>{words(name) || <Tag color="warning">{t('ui.provenance.absent')}</Tag>}</dd>
        </div>
      ))}
    </dl>
  );
}
