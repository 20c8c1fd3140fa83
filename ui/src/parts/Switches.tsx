import { MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Segmented, Space, Tooltip } from 'antd';

import type { Lang } from '../api/generated';
import { useApp } from '../state/app';

/** Language and appearance, always in reach. */
export function Switches() {
  const { settings, update, t } = useApp();
  return (
    <Space>
      <Segmented<Lang>
        data-testid="lang-switch"
        size="small"
        aria-label={t('ui.language')}
        value={settings.lang}
        onChange={(lang) => update({ lang })}
        options={[
          { label: '中文', value: 'zh-CN' },
          { label: 'EN', value: 'en' },
        ]}
      />
      <Tooltip title={t(settings.dark ? 'ui.appearance.light' : 'ui.appearance.dark')}>
        <Button
          type="text"
          aria-label={t(settings.dark ? 'ui.appearance.light' : 'ui.appearance.dark')}
          icon={settings.dark ? <SunOutlined /> : <MoonOutlined />}
          onClick={() => update({ dark: !settings.dark })}
        />
      </Tooltip>
    </Space>
  );
}
