interface Row {
  label: string;
  /** Length of the bar, in any unit. */
  size: number;
  cells: string[];
}

interface Props {
  title: string;
  note?: string;
  columns: string[];
  rows: Row[];
  /** Sentences below the title. */
  notes?: string[];
}

/** A small table whose rows carry a bar. */
export function BarList({ title, note, columns, rows, notes = [] }: Props) {
  const longest = Math.max(...rows.map(({ size }) => size), 0);
  return (
    <figure className="panel bar-list">
      <figcaption>
        <b>{title}</b>
        {note && <span className="muted"> {note}</span>}
      </figcaption>
      {notes.map((note) => (
        <p key={note} className="muted">
          {note}
        </p>
      ))}
      <table>
        <thead>
          <tr>
            <th colSpan={2} />
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, size, cells }) => (
            <tr key={label}>
              <td>{label}</td>
              <td className="bar-cell">
                <div
                  className="bar"
                  style={{ width: longest > 0 ? `${Math.max(0, size / longest) * 100}%` : 0 }}
                />
              </td>
              {cells.map((cell, index) => (
                <td key={columns[index]} className="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
