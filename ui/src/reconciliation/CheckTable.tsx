import type { CheckTable as Table, CheckValue } from '../api/generated';
import { useApp } from '../state/app';
import type { CheckWords } from './checkWords';

interface Props {
  table: Table;
  files: Record<number, string | undefined>;
  words: CheckWords;
}

/** Examples of what a check found. */
export function CheckTable({ table, files, words }: Props) {
  const { t, tOr } = useApp();
  const text = (value: CheckValue, column: string | undefined) => {
    if (value.type === 'source') return files[value.value] ?? String(value.value);
    if (value.type === 'text' && column === 'days_of') {
      return tOr(`check.value.${value.value}`, value.value);
    }
    return words.value(value);
  };
  const isNumber = ({ type }: CheckValue) => type === 'count' || type === 'money' || type === 'share';
  return (
    <div className="recon-examples">
      <table className="recon-table">
        <thead>
          <tr>
            {table.columns.map((id, at) => (
              // A column may stand twice: the row in either file.
              <th key={at}>{t(`check.column.${id}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((value, at) => (
                <td key={at} className={isNumber(value) ? 'num' : undefined}>
                  {text(value, table.columns[at])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.more > 0 && <p className="muted">{t('check.more', { n: table.more })}</p>}
    </div>
  );
}
