import { CheckCircleOutlined } from '@ant-design/icons';

import type { SourceView, Tally } from '../api/generated';
import { count } from '../format/numbers';
import { useApp } from '../state/app';

/** Fates of a row, in the order in which they are named. */
function fates(tally: Tally): [string, number][] {
  return Object.entries(tally).filter((entry): entry is [string, number] => {
    const [part, rows] = entry;
    // Titles above a header are outside the table and not among its rows.
    return part !== 'read' && part !== 'outside' && typeof rows === 'number';
  });
}

/** Rows read are rows accepted, rejected and dropped, sheet by sheet: nothing is lost. */
export function TallyTable({ sources }: { sources: SourceView[] }) {
  const { t, tOr } = useApp();
  const sheets = sources.flatMap((source) =>
    source.sheets
      .filter(({ table }) => table)
      .map((sheet, at) => ({ key: `${source.id} ${at}`, file: source.file, ...sheet })),
  );
  if (sheets.length === 0) return null;
  const read = sheets.reduce((sum, { tally }) => sum + tally.read, 0);
  const parts = new Map<string, number>();
  for (const { tally } of sheets) {
    for (const [part, rows] of fates(tally)) parts.set(part, (parts.get(part) ?? 0) + rows);
  }
  return (
    <section className="panel" data-testid="tally-table">
      <h2>{t('problems.tally')}</h2>
      <p className="muted">{t('problems.tally.note')}</p>
      <div className="recon-examples">
        <table className="recon-table">
          <thead>
            <tr>
              <th>{t('problems.tally.sheet')}</th>
              <th>{t('problems.tally.read')}</th>
              <th>{t('problems.tally.parts')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {sheets.map(({ key, file, name, table, tally }) => (
              <tr key={key}>
                <td>
                  {file}
                  {name && ` · ${name}`}{' '}
                  <span className="muted">{tOr(`table.${table}`, String(table))}</span>
                </td>
                <td className="num">{count(tally.read)}</td>
                <td>
                  <Parts parts={fates(tally)} />
                </td>
                <td className="nowrap">
                  <Sum read={tally.read} parts={fates(tally)} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td>{t('problems.tally.all')}</td>
              <td className="num">{count(read)}</td>
              <td>
                <Parts parts={[...parts]} />
              </td>
              <td className="nowrap">
                <Sum read={read} parts={[...parts]} />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function Parts({ parts }: { parts: [string, number][] }) {
  const { tOr } = useApp();
  return parts
    .filter(([part, rows]) => part === 'accepted' || rows > 0)
    .map(([part, rows]) => tOr(`ui.tally.${part}`, `${part} ${rows}`, { n: count(rows) }))
    .join(' + ');
}

function Sum({ read, parts }: { read: number; parts: [string, number][] }) {
  const { t } = useApp();
  const lost = read - parts.reduce((sum, [, rows]) => sum + rows, 0);
  if (lost !== 0) {
    return <span className="recon-bad">{t('problems.tally.lost', { n: count(lost) })}</span>;
  }
  return (
    <span className="recon-tied">
      <CheckCircleOutlined /> {t('problems.tally.adds')}
    </span>
  );
}
