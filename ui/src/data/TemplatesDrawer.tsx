import { DeleteOutlined, HistoryOutlined } from '@ant-design/icons';
import { Button, Drawer, Tooltip } from 'antd';
import { useState } from 'react';

import { moment } from '../format/dates';
import { ErrorNote } from '../parts/ErrorNote';
import { Teach } from '../parts/Teach';
import { useApp } from '../state/app';
import { useAction, useQuery } from '../state/command';

/** The mappings remembered on this machine, to look through and forget. */
export function TemplatesDrawer() {
  const { t } = useApp();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type="text"
        icon={<HistoryOutlined />}
        data-testid="templates-open"
        onClick={() => setOpen(true)}
      >
        {t('ui.templates')}
      </Button>
      <Drawer
        title={t('ui.templates')}
        size="large"
        open={open}
        destroyOnHidden
        onClose={() => setOpen(false)}
      >
        <p className="muted">{t('ui.templates.text')}</p>
        <List />
      </Drawer>
    </>
  );
}

function List() {
  const { t, tOr, lang } = useApp();
  const kept = useQuery('templates', {});
  const forget = useAction('forget_template');
  const remove = async (template: string) => {
    if (await forget.run({ template })) kept.reload();
  };
  const templates = kept.data ?? [];
  return (
    <>
      <ErrorNote error={kept.error} onRetry={kept.reload} />
      <ErrorNote error={forget.error} onClose={forget.clear} />
      {kept.data && templates.length === 0 && (
        <Teach title={t('ui.templates.none')} text={t('ui.templates.none.text')} />
      )}
      {templates.map((one) => (
        <article key={one.template} className="source" data-testid="template">
          <header>
            <b>{tOr(`table.${one.table}`, one.table)}</b>
            <span className="muted">
              {t('ui.sheet.columns', { mapped: one.mapped, all: one.headers.length })}
            </span>
            <span className="grow" />
            <span className="muted">{moment(one.confirmed_at, lang)}</span>
            <Tooltip title={t('ui.templates.forget')}>
              <Button
                type="text"
                size="small"
                danger
                data-testid="template-forget"
                aria-label={t('ui.templates.forget')}
                icon={<DeleteOutlined />}
                onClick={() => remove(one.template)}
              />
            </Tooltip>
          </header>
          <p className="muted template-headers">{one.headers.join(' · ')}</p>
        </article>
      ))}
    </>
  );
}
