import { DeleteOutlined, FileDoneOutlined, LockOutlined } from '@ant-design/icons';
import { Button, Popconfirm, Tooltip } from 'antd';

import type { SourceView } from '../api/generated';
import { moment } from '../format/dates';
import { ErrorNote } from '../parts/ErrorNote';
import { TallyLine } from '../parts/marks';
import { useApp } from '../state/app';
import { type Query, useAction } from '../state/command';

interface Props {
  query: Query<SourceView[]>;
  onRemoved(): void;
}

/** The files imported so far, with what became of their rows. */
export function SourceList({ query, onRemoved }: Props) {
  const { t, tOr, lang } = useApp();
  const removal = useAction('remove_source');
  const remove = async (source: number) => {
    if ((await removal.run({ source })) === undefined) return;
    query.reload();
    onRemoved();
  };
  const sources = query.data ?? [];
  return (
    <section className="sources">
      <ErrorNote error={query.error} onRetry={query.reload} />
      <ErrorNote error={removal.error} onClose={removal.clear} />
      {sources.length > 0 && <h2>{t('ui.sources', { n: sources.length })}</h2>}
      {sources.map((source) => (
        <article key={source.id} className="source" data-testid="source">
          <header>
            <FileDoneOutlined />
            <b className="ellipsis">{source.file}</b>
            <Tooltip title={`SHA-256 ${source.sha256}`}>
              <code className="muted">{source.sha256.slice(0, 8)}</code>
            </Tooltip>
            <span className="grow" />
            <span className="muted">{moment(source.imported_at, lang)}</span>
            <Popconfirm
              title={t('ui.source.remove.ask')}
              description={t('ui.source.remove.note')}
              okText={t('ui.source.remove')}
              okButtonProps={{ danger: true }}
              cancelText={t('ui.cancel')}
              onConfirm={() => remove(source.id)}
            >
              <Button
                type="text"
                size="small"
                aria-label={t('ui.source.remove')}
                data-testid="source-remove"
                icon={<DeleteOutlined />}
              />
            </Popconfirm>
          </header>
          <ul>
            {source.sheets.map((sheet) => (
              <li key={sheet.name}>
                <span className="ellipsis source-sheet">{sheet.name}</span>
                <span className="source-table">
                  {sheet.table ? tOr(`table.${sheet.table}`, sheet.table) : t('ui.sheet.left')}
                </span>
                {sheet.table && <TallyLine tally={sheet.tally} />}
              </li>
            ))}
          </ul>
          <LeftOut source={source} />
        </article>
      ))}
    </section>
  );
}

/** Personal information of a file that stayed out. */
function LeftOut({ source }: { source: SourceView }) {
  const { t } = useApp();
  const names = [...new Set(source.sheets.flatMap(({ withheld }) => withheld))];
  if (names.length === 0) return null;
  return (
    <p className="muted source-withheld" data-testid="source-withheld">
      <LockOutlined /> {t('ui.privacy.out', { names: names.join('、') })}
    </p>
  );
}
