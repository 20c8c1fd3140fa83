import type { Amount, Lang, Unit } from '../api/generated';

/** What money is written in. */
export interface MoneyStyle {
  lang: Lang;
  /** Name of the currency's unit: 元, CNY. */
  currency: string;
  /** What columns of money count in: 万元, CNY thousand. */
  scale: string;
}

/** Shown where there is no figure. Absent is never zero. */
export const ABSENT = '—';

/** Digits with thousands separators; negative in parentheses, as accounts are read. */
export function digits(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return ABSENT;
  const text = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const isZero = Number(Math.abs(value).toFixed(decimals)) === 0;
  return value < 0 && !isZero ? `(${text})` : text;
}

/** A share of one as percent, one decimal. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return ABSENT;
  const text = digits(share * 100, 1);
  return text.endsWith(')') ? `${text.slice(0, -1)}%)` : `${text}%`;
}

/** Whole number with separators. */
export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? ABSENT : digits(value, 0);
}

/** A score of 0–100, one decimal. */
export function score(value: number | null | undefined): string {
  return value === null || value === undefined ? ABSENT : digits(value, 1);
}

/** Minor units as the bare figure of a column whose head states the scale. */
export function moneyCell(minor: Amount | null | undefined, { lang }: MoneyStyle): string {
  if (minor === null || minor === undefined) return ABSENT;
  return lang === 'zh-CN' ? digits(minor / 1_000_000, 2) : digits(minor / 100_000, 1);
}

/** Minor units with their unit; small amounts in the currency itself. */
export function money(minor: Amount | null | undefined, style: MoneyStyle): string {
  if (minor === null || minor === undefined) return ABSENT;
  const units = minor / 100;
  const small = Math.abs(units) < (style.lang === 'zh-CN' ? 10_000 : 1_000);
  if (small) return `${digits(units, 2)} ${style.currency}`;
  return `${moneyCell(minor, style)} ${style.scale}`;
}

const DECIMALS: Record<Unit, number> = {
  share: 1,
  money: 2,
  count: 0,
  days: 1,
  hours: 1,
  months: 1,
  years: 1,
  index: 3,
  points: 1,
  stars: 2,
  per_customer_year: 2,
  per_customer_quarter: 2,
  per_hundred_orders: 2,
  per_hundred_customers: 2,
  per_million: 2,
  hours_per_person_year: 1,
};

/** A figure without its unit, except the percent sign. */
export function bare(value: number, unit: Unit): string {
  if (unit === 'share') return percent(value);
  if (unit === 'index' && Math.abs(value) >= 100) return digits(value, 0);
  return digits(value, DECIMALS[unit]);
}

/** A figure with its unit; `pattern` is the catalogue's `unit.<unit>`. */
export function figure(value: number, unit: Unit, pattern: string, style: MoneyStyle): string {
  if (unit === 'money') return money(value * 100, style);
  return pattern.replace('{value}', bare(value, unit));
}

/** An interval without units; money in its scale. */
export function interval(lower: number, upper: number, unit: Unit, style: MoneyStyle): string {
  const show = (bound: number) =>
    unit === 'money' ? moneyCell(bound * 100, style) : bare(bound, unit);
  return `[${show(lower)}, ${show(upper)}]`;
}
