import type { MonthRevenue } from '../api/generated';
import { month } from '../format/dates';
import { count } from '../format/numbers';
import type { Palette } from '../theme';
import { categories, frame, type Show, values } from './common';

/** Names of the two series. */
export interface RevenueWords {
  revenue: string;
  customers: string;
}

/** Net revenue and customers by month. `show` writes minor units. */
export function revenueOption(
  months: MonthRevenue[],
  words: RevenueWords,
  show: Show,
  colours: Palette,
) {
  return {
    ...frame(colours),
    legend: { top: 0, right: 0, itemHeight: 8, textStyle: { color: colours.muted, fontSize: 11 } },
    xAxis: categories(
      colours,
      months.map((each) => month(each.month)),
    ),
    yAxis: [values(colours, show), values(colours, count, { splitLine: { show: false } })],
    series: [
      {
        name: words.revenue,
        type: 'bar',
        data: months.map(({ revenue }) => revenue),
        itemStyle: { color: colours.blue },
        tooltip: { valueFormatter: show },
        barCategoryGap: '25%',
      },
      {
        name: words.customers,
        type: 'line',
        yAxisIndex: 1,
        data: months.map(({ customers }) => customers),
        symbol: 'none',
        lineStyle: { color: colours.teal, width: 2 },
        itemStyle: { color: colours.teal },
      },
    ],
  };
}
