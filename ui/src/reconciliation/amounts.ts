/** An amount as typed or pasted, in minor units; `null` for none, `undefined` for no amount. */
export function minorUnits(text: string): number | null | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,¥￥元]/g, '')
    .replace(/^\((.+)\)$/, '-$1');
  if (plain === '' || plain === '-' || plain === '—') return null;
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 100);
}

/** The cells of the first column of what was copied from a spreadsheet. */
export function pastedColumn(text: string): string[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  // One row of many columns: twelve months side by side.
  if (lines.length === 1) return lines[0]?.split('\t') ?? [];
  return lines.map((line) => line.split('\t')[0] ?? '');
}

/** Minor units as they are typed: no separators, no zeros behind the point. */
export function typed(minor: number): string {
  return (minor / 100).toFixed(2).replace(/\.?0+$/, '');
}

/** Last day of the month that begins on `first` (`2024-02-01` → `2024-02-29`). */
export function lastOfMonth(first: string): string {
  const [year, month] = first.split('-').map(Number) as [number, number];
  const day = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${first.slice(0, 8)}${String(day).padStart(2, '0')}`;
}

/** Whether both days are the ends of one month. */
export function isMonth(from: string, to: string): boolean {
  return from.endsWith('-01') && to === lastOfMonth(from);
}

/** First days of the months of a window, oldest first. */
export function monthsOf(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = from.split('-').map(Number) as [number, number];
  for (let guard = 0; guard < 1200; guard += 1) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    if (first > to) break;
    months.push(first);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  return months;
}
