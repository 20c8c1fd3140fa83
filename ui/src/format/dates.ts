import type { Lang } from '../api/generated';

/** Seconds since 1970 as local date and time, without seconds. */
export function moment(seconds: number, lang: Lang): string {
  const options = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(lang, options).format(new Date(seconds * 1000));
}

/** `2024-03-01` as the month `2024-03`. */
export function month(date: string): string {
  return date.slice(0, 7);
}

/** A cohort's months: `2024-03`, `2024-03…05` or `2024-09…25-08`; they are seldom the calendar's. */
export function period(start: string, months: number): string {
  if (months === 1) return month(start);
  const [year, first] = [Number(start.slice(0, 4)), Number(start.slice(5, 7))];
  const last = first - 1 + months - 1;
  const two = (value: number) => String(value).padStart(2, '0');
  const end = two((last % 12) + 1);
  return last < 12 ? `${month(start)}…${end}` : `${month(start)}…${two((year + Math.floor(last / 12)) % 100)}-${end}`;
}

/** Bytes as kB or MB. */
export function bytes(size: number): string {
  return size >= 1_000_000 ? `${(size / 1_000_000).toFixed(1)} MB` : `${Math.ceil(size / 1000)} kB`;
}
