import { Alert, Radio } from 'antd';

import type { EarlierFile } from '../api/generated';
import { moment } from '../format/dates';
import { count } from '../format/numbers';
import { useApp } from '../state/app';

interface Props {
  earlier: EarlierFile;
  /** It has the same content, not only the same name. */
  same: boolean;
  /** Absent until the adviser decided. */
  replace: boolean | undefined;
  disabled: boolean;
  onChange(replace: boolean): void;
}

/** A file of this name or content is among the sources: replace it, or add to it? */
export function EarlierChoice({ earlier, same, replace, disabled, onChange }: Props) {
  const { t, lang } = useApp();
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="earlier-file"
      title={t(same ? 'ui.earlier.same' : 'ui.earlier', {
        date: moment(earlier.imported_at, lang),
        rows: count(earlier.accepted),
      })}
      description={
        <Radio.Group
          value={replace}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value as boolean)}
          options={[
            { value: true, label: t('ui.earlier.replace') },
            { value: false, label: t('ui.earlier.add') },
          ]}
        />
      }
    />
  );
}
