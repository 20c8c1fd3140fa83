import { Alert } from 'antd';

import type { FieldView, TableKind } from '../api/generated';
import { useApp } from '../state/app';

interface Props {
  table: TableKind;
  missing: FieldView[];
}

/** Required fields that no column serves yet, and what to do about it. */
export function MissingFields({ table, missing }: Props) {
  const { t, tOr } = useApp();
  if (missing.length === 0) return null;
  const name = (id: string) => tOr(`field.${table}.${id}`, id);
  const words = missing.map(({ id, instead }) =>
    instead.length === 0
      ? name(id)
      : t('ui.missing.or', {
          field: name(id),
          instead: instead.map((all) => all.map(name).join(' + ')).join(' / '),
        }),
  );
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="missing-fields"
      title={t('ui.missing', { fields: words.join('、') })}
      description={t('ui.missing.note')}
    />
  );
}
