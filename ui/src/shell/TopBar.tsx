import { CloseOutlined } from '@ant-design/icons';
import { Button, Layout, Tag, Tooltip } from 'antd';

import { Switches } from '../parts/Switches';
import { useApp } from '../state/app';
import { useProject } from '../state/project';
import { TargetSwitcher } from './TargetSwitcher';

/** Project, target, language, appearance. */
export function TopBar() {
  const { t } = useApp();
  const { project, close } = useProject();
  return (
    <Layout.Header className="top-bar">
      <span className="top-name">{t('ui.name')}</span>
      <span className="top-project ellipsis" title={project.name}>
        {project.sample ? t('ui.sample.project') : project.name}
      </span>
      {project.sample && (
        <Tooltip title={t('ui.sample.note')}>
          <Tag color="gold">{t('ui.sample')}</Tag>
        </Tooltip>
      )}
      <TargetSwitcher />
      <span className="grow" />
      <Switches />
      <Tooltip title={t('ui.close.note')}>
        <Button data-testid="close-project" type="text" icon={<CloseOutlined />} onClick={close}>
          {t('ui.close')}
        </Button>
      </Tooltip>
    </Layout.Header>
  );
}
