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

/** A cohort's period: `2024-03`, `2024 Q1` or `2024`. */
export function period(start: string, months: number): string {
  if (months >= 12) return start.slice(0, 4);
  if (months < 3) return month(start);
  return `${start.slice(0, 4)} Q${Math.floor((Number(start.slice(5, 7)) - 1) / 3) + 1}`;
}

/** Bytes as kB or MB. */
export function bytes(size: number): string {
  return size >= 1_000_000 ? `${(size / 1_000_000).toFixed(1)} MB` : `${Math.ceil(size / 1000)} kB`;
}
