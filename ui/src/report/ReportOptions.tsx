import { FileTextOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Tooltip } from 'antd';
import { useState } from 'react';

import type { Lang, Redaction } from '../api/generated';
import { useApp } from '../state/app';

/** What the report depends on beside the assessment. */
export interface Options {
  lang: Lang;
  redaction: Redaction;
  client: string;
}

interface Props {
  value: Options;
  primary: boolean;
  again: boolean;
  running: boolean;
  onChange(value: Options): void;
  onLayOut(): void;
}

const REDACTIONS: Redaction[] = ['none', 'names', 'amounts'];

/** Language, redaction, client, issuer; then lay out. */
export function ReportOptions({ value, primary, again, running, onChange, onLayOut }: Props) {
  const { t, settings, update } = useApp();
  const [issuer, setIssuer] = useState(settings.issuer);
  return (
    <div className="report-options panel">
      <label>
        <span className="muted">{t('ui.report.lang')}</span>
        <Segmented<Lang>
          data-testid="report-lang"
          value={value.lang}
          options={[
            { label: '中文', value: 'zh-CN' },
            { label: 'English', value: 'en' },
          ]}
          onChange={(lang) => {
            onChange({ ...value, lang });
            update({ report_lang: lang });
          }}
        />
      </label>
      <label>
        <span className="muted">{t('ui.report.redaction')}</span>
        <Segmented<Redaction>
          data-testid="report-redaction"
          value={value.redaction}
          options={REDACTIONS.map((each) => ({
            value: each,
            label: (
              <Tooltip title={t(`ui.redaction.${each}.note`)}>
                <span>{t(`ui.redaction.${each}`)}</span>
              </Tooltip>
            ),
          }))}
          onChange={(redaction) => onChange({ ...value, redaction })}
        />
      </label>
      <label className="report-text">
        <span className="muted">{t('ui.report.client')}</span>
        <Input
          value={value.client}
          maxLength={80}
          placeholder={t('ui.report.client.example')}
          onChange={(event) => onChange({ ...value, client: event.target.value })}
        />
      </label>
      <label className="report-text">
        <span className="muted">{t('ui.report.issuer')}</span>
        <Input
          value={issuer}
          maxLength={80}
          placeholder={t('ui.report.issuer.example')}
          onChange={(event) => setIssuer(event.target.value)}
          onBlur={() => issuer !== settings.issuer && update({ issuer })}
        />
      </label>
      <Button
        data-testid="layout-run"
        type={primary ? 'primary' : 'default'}
        icon={<FileTextOutlined />}
        loading={running}
        onClick={onLayOut}
      >
        {t(again ? 'ui.report.again' : 'ui.report.make')}
      </Button>
    </div>
  );
}
