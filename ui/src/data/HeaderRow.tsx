import { Select } from 'antd';

import { useApp } from '../state/app';
import { type SheetPlan, withHeaderRow } from './plan';

interface Props {
  plan: SheetPlan;
  disabled: boolean;
  onEdit(plan: SheetPlan): void;
}

const LONGEST = 60;

/** In which row the column headings stand. */
export function HeaderRow({ plan, disabled, onEdit }: Props) {
  const { t } = useApp();
  const options = plan.head.map(({ row, cells }) => {
    const text = cells.filter((cell) => cell.trim() !== '').join(' | ');
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    return { value: row, label: t('ui.header.row', { row, text: short }) };
  });
  return (
    <label className="header-row">
      <span>{t('ui.header')}</span>
      <Select
        data-testid="header-row"
        value={plan.mapping.header_row}
        options={options}
        disabled={disabled}
        popupMatchSelectWidth={false}
        onChange={(row: number) => onEdit(withHeaderRow(plan, row))}
      />
    </label>
  );
}
