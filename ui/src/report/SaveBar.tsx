import { CheckCircleFilled, DownloadOutlined, FileExcelOutlined } from '@ant-design/icons';
import { Button, Space, Tooltip } from 'antd';
import { useState } from 'react';

import type { Lang, PickedFile, ReportView } from '../api/generated';
import { bytes } from '../format/dates';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { useAction } from '../state/command';

interface Props {
  report: ReportView;
  /** Name of the target, for the file name. */
  name: string;
  lang: Lang;
  /** The options were changed since the report was laid out. */
  outdated: boolean;
}

/** Saves the report and its workpapers, and says under which name. */
export function SaveBar({ report, name, lang, outdated }: Props) {
  const { t } = useApp();
  const pick = useAction('pick');
  const pdf = useAction('save_report');
  const workpapers = useAction('save_workpapers');
  const [saved, setSaved] = useState<PickedFile>();
  const running = pick.running || pdf.running || workpapers.running;
  // A file of a Chinese report has a Chinese name, whatever the window speaks.
  const suggest = (what: 'report' | 'workpapers', ending: string) =>
    `${name}_${t(`ui.file.${what}.${lang}`)}.${ending}`;

  const savePdf = async () => {
    setSaved(undefined);
    const suggested = suggest('report', 'pdf');
    const [place] = (await pick.run({ kind: 'save_report', suggested })) ?? [];
    if (place) setSaved(await pdf.run({ report: report.report, file: place.file }));
  };
  const saveWorkpapers = async () => {
    setSaved(undefined);
    const suggested = suggest('workpapers', 'xlsx');
    const [place] = (await pick.run({ kind: 'save_workpapers', suggested })) ?? [];
    if (place) setSaved(await workpapers.run({ report: report.report, file: place.file }));
  };

  return (
    <div className="save-bar">
      <Space>
        {saved && (
          <span className="saved" data-testid="save-done" role="status">
            <CheckCircleFilled /> {t('ui.saved', { file: saved.name, size: bytes(saved.bytes) })}
          </span>
        )}
        <Tooltip title={t('ui.save.workpapers.note')}>
          <Button
            data-testid="save-workpapers"
            icon={<FileExcelOutlined />}
            loading={workpapers.running}
            disabled={running || outdated}
            onClick={saveWorkpapers}
          >
            {t('ui.save.workpapers')}
          </Button>
        </Tooltip>
        <Button
          data-testid="save-pdf"
          type={outdated ? 'default' : 'primary'}
          icon={<DownloadOutlined />}
          loading={pdf.running}
          disabled={running || outdated}
          onClick={savePdf}
        >
          {t('ui.save.pdf')}
        </Button>
      </Space>
      <ErrorNote error={pick.error} onClose={pick.clear} />
      <ErrorNote error={pdf.error} onRetry={savePdf} onClose={pdf.clear} />
      <ErrorNote error={workpapers.error} onRetry={saveWorkpapers} onClose={workpapers.clear} />
    </div>
  );
}
