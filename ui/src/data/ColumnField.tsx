import { App, Button, Select } from 'antd';
import { useMemo } from 'react';

import type { ColumnView, FieldView } from '../api/generated';
import { percent } from '../format/numbers';
import { useApp } from '../state/app';
import { CHOSEN, type SheetPlan, usedFields, withField } from './plan';
import { fieldsOf } from './tables';

interface Props {
  plan: SheetPlan;
  column: ColumnView;
  fields: FieldView[];
  disabled: boolean;
  onEdit(plan: SheetPlan): void;
}

/** Which field a column serves: the whole list, and the likely ones as one click each. */
export function ColumnField({ plan, column, fields, disabled, onEdit }: Props) {
  const { t, tOr, catalogue, lang } = useApp();
  const { modal } = App.useApp();
  const { table } = plan.mapping;
  const used = usedFields(plan.mapping);
  const required = useMemo(
    () => new Set(fields.filter((field) => field.required).map(({ id }) => id)),
    [fields],
  );
  const options = useMemo(() => {
    const all = table ? fieldsOf(catalogue, table, lang) : [];
    const label = (id: string, name: string) => (required.has(id) ? `${name} *` : name);
    return [
      ...all.filter(({ id }) => required.has(id)),
      ...all.filter(({ id }) => !required.has(id)),
    ].map((field) => ({ value: field.id, label: label(field.id, field.label) }));
  }, [catalogue, table, lang, required]);

  const assign = (field: string | null) => {
    const edit = () => onEdit(withField(plan, column.index, field));
    const brings = field !== null && column.field === null && column.privacy !== 'plain';
    if (!brings) {
      edit();
      return;
    }
    modal.confirm({
      title: t(`ui.privacy.take.${column.privacy}`, { header: column.header }),
      content: t('ui.privacy.take.note'),
      okText: t('ui.privacy.take'),
      cancelText: t('ui.cancel'),
      onOk: edit,
    });
  };

  const picks = column.reason === CHOSEN ? [] : column.alternatives;
  return (
    <div className="column-field">
      <Select
        className="field-select"
        data-testid="field-select"
        aria-label={t('ui.column.field', { header: column.header })}
        size="small"
        allowClear
        disabled={disabled}
        placeholder={t('ui.column.none')}
        value={column.field ?? undefined}
        showSearch={{
          filterOption: (typed, option) => {
            const sought = typed.toLowerCase();
            return `${option?.label} ${option?.value}`.toLowerCase().includes(sought);
          },
        }}
        options={options.map((option) => ({
          ...option,
          disabled: used.has(option.value) && option.value !== column.field,
        }))}
        onChange={(field?: string) => assign(field ?? null)}
      />
      {picks.length > 0 && (
        <div className="column-picks">
          <span className="muted">{t('ui.column.or')}</span>
          {picks.slice(0, 3).map(({ field, confidence }) => (
            <Button
              key={field}
              size="small"
              type="link"
              data-testid="field-pick"
              disabled={disabled}
              title={t('ui.confidence.share', { share: percent(confidence) })}
              onClick={() => assign(field)}
            >
              {tOr(`field.${table}.${field}`, field)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
