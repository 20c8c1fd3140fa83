import { Button, Drawer, Form, Spin } from 'antd';
import { useEffect, useState } from 'react';

import type { Definitions } from '../api/generated';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { useAction, useQuery } from '../state/command';
import { useProject } from '../state/project';
import { DefinitionFields } from './DefinitionFields';

interface Props {
  open: boolean;
  onClose(): void;
  /** The definitions changed: what rests on them has to be assessed anew. */
  onDefined(): void;
}

/** What is fixed before anything is counted (口径). */
export function DefinitionsDrawer({ open, onClose, onDefined }: Props) {
  const { t } = useApp();
  const { target, revision } = useProject();
  const query = useQuery('definitions', open ? { target: target.id } : null);
  const define = useAction('define');
  const [draft, setDraft] = useState<Definitions>();
  const { reload } = query;

  useEffect(() => {
    if (open) reload();
  }, [open, revision, reload]);
  useEffect(() => {
    if (open) setDraft(query.data);
  }, [open, query.data]);

  const save = async () => {
    if (draft && (await define.run({ target: target.id, definitions: draft }))) onDefined();
  };
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={460}
      title={t('ui.definitions')}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button
            type="primary"
            data-testid="definitions-save"
            loading={define.running}
            disabled={!draft}
            onClick={save}
          >
            {t('ui.definitions.save')}
          </Button>
        </div>
      }
    >
      <p className="muted">{t('ui.definitions.note')}</p>
      <ErrorNote error={query.error} onRetry={reload} />
      <ErrorNote error={define.error} onClose={define.clear} />
      <Spin spinning={query.loading && !draft}>
        <Form layout="vertical">
          {draft && (
            <DefinitionFields
              value={draft}
              onChange={(patch) => setDraft({ ...draft, ...patch })}
            />
          )}
        </Form>
      </Spin>
    </Drawer>
  );
}
