import { Collapse } from 'antd';

import { useApp } from '../state/app';

/** What a control total is, whom to ask, what it does. */
export function ControlTeach({ open }: { open: boolean }) {
  const { t } = useApp();
  return (
    <Collapse
      key={String(open)}
      size="small"
      className="recon-teach"
      defaultActiveKey={open ? ['teach'] : []}
      items={[
        {
          key: 'teach',
          label: t('recon.teach'),
          children: (
            <ol>
              <li>{t('recon.teach.1')}</li>
              <li>{t('recon.teach.2')}</li>
              <li>{t('recon.teach.3')}</li>
            </ol>
          ),
        },
      ]}
    />
  );
}
