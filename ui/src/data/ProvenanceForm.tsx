import { Button, DatePicker, Flex, Form, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';

import type { Basis, Provenance } from '../api/generated';
import { useApp } from '../state/app';

interface Props {
  value: Provenance;
  saving: boolean;
  onSave(statement: Provenance): void;
  onLater(): void;
}

const BASES: Basis[] = ['nda', 'consent', 'authorisation', 'anonymised', 'other'];

/** Nothing stated. */
export const UNSTATED: Provenance = {
  given_by: '',
  given_on: null,
  basis: null,
  basis_note: '',
  purpose: '',
  retain_until: null,
};

/** Who gave the data, when, on what basis, for what and until when. */
export function ProvenanceForm({ value, saving, onSave, onLater }: Props) {
  const { t } = useApp();
  const [draft, setDraft] = useState(value);
  const edit = (patch: Partial<Provenance>) => setDraft((before) => ({ ...before, ...patch }));
  const text = (name: 'given_by' | 'basis_note' | 'purpose') => (
    <Form.Item label={t(`ui.provenance.${name}`)}>
      <Input
        data-testid={`provenance-${name}`}
        value={draft[name]}
        placeholder={t(`ui.provenance.${name}.example`)}
        onChange={(event) => edit({ [name]: event.target.value })}
      />
    </Form.Item>
  );
  const day = (name: 'given_on' | 'retain_until') => (
    <Form.Item label={t(`ui.provenance.${name}`)}>
      <DatePicker
        value={draft[name] ? dayjs(draft[name]) : null}
        onChange={(picked) => edit({ [name]: picked ? picked.format('YYYY-MM-DD') : null })}
      />
    </Form.Item>
  );
  return (
    <Form layout="vertical" className="provenance-form" onFinish={() => onSave(draft)}>
      {text('given_by')}
      {day('given_on')}
      <Form.Item label={t('ui.provenance.basis')}>
        <Select<Basis>
          allowClear
          data-testid="provenance-basis"
          value={draft.basis ?? undefined}
          options={BASES.map((basis) => ({
            value: basis,
            label: t(`ui.provenance.basis.${basis}`),
          }))}
          onChange={(basis?: Basis) => edit({ basis: basis ?? null })}
        />
      </Form.Item>
      {text('basis_note')}
      {text('purpose')}
      {day('retain_until')}
      <Flex gap={8} className="provenance-buttons">
        <Button type="primary" htmlType="submit" loading={saving} data-testid="provenance-save">
          {t('ui.provenance.save')}
        </Button>
        <Button onClick={onLater}>{t('ui.provenance.later')}</Button>
      </Flex>
    </Form>
  );
}
