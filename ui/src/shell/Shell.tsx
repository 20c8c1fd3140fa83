import {
  AuditOutlined,
  CheckSquareOutlined,
  DatabaseOutlined,
  FileTextOutlined,
  FormOutlined,
  TeamOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Badge, Layout, Menu } from 'antd';
import { type ReactNode, useCallback, useEffect, useState } from 'react';

import { onFilesDropped } from '../api/backend';
import type { PickedFile } from '../api/generated';
import { AssessmentScreen } from '../assessment/AssessmentScreen';
import { CustomersScreen } from '../customers/CustomersScreen';
import { DataScreen } from '../data/DataScreen';
import { ProblemsScreen } from '../problems/ProblemsScreen';
import { QuestionnaireScreen } from '../questionnaire/QuestionnaireScreen';
import { ReconciliationScreen } from '../reconciliation/ReconciliationScreen';
import { ReportScreen } from '../report/ReportScreen';
import { useApp } from '../state/app';
import { useProject } from '../state/project';
import { TopBar } from './TopBar';

/** The screens of a project, in the order of the work. */
export type Section =
  | 'data'
  | 'problems'
  | 'customers'
  | 'reconciliation'
  | 'questionnaire'
  | 'assessment'
  | 'report';

const ICONS: Record<Section, ReactNode> = {
  data: <DatabaseOutlined />,
  problems: <WarningOutlined />,
  customers: <TeamOutlined />,
  reconciliation: <CheckSquareOutlined />,
  questionnaire: <FormOutlined />,
  assessment: <AuditOutlined />,
  report: <FileTextOutlined />,
};
const SECTIONS = Object.keys(ICONS) as Section[];

/** Frame of an open project: bar on top, navigation on the left, one screen. */
export function Shell() {
  const { t } = useApp();
  const { project, target } = useProject();
  const [section, setSection] = useState<Section>(
    project.sample || target.sources > 0 ? 'assessment' : 'data',
  );
  const [dropped, setDropped] = useState<PickedFile[]>([]);

  useEffect(
    () =>
      onFilesDropped((files) => {
        setSection('data');
        setDropped(files);
      }),
    [],
  );

  const label = (each: Section) => (
    <span data-testid={`nav-${each}`} className="nav-label">
      {t(`ui.nav.${each}`)}
      {each === 'problems' && target.problems > 0 && (
        <Badge count={target.problems} overflowCount={999} size="small" color="gold" />
      )}
    </span>
  );

  return (
    <Layout className="shell">
      <TopBar />
      <Layout>
        <Layout.Sider width={176} className="shell-nav">
          <Menu
            mode="inline"
            selectedKeys={[section]}
            onClick={({ key }) => setSection(key as Section)}
            items={SECTIONS.map((each) => ({ key: each, icon: ICONS[each], label: label(each) }))}
          />
        </Layout.Sider>
        <Screens key={target.id} section={section} dropped={dropped} onNext={setSection} />
      </Layout>
    </Layout>
  );
}

interface ScreensProps {
  section: Section;
  dropped: PickedFile[];
  onNext(section: Section): void;
}

/** Screens once visited stay, so that a look elsewhere loses neither edits nor a running job. */
function Screens({ section, dropped, onNext }: ScreensProps) {
  const [visited, setVisited] = useState<Section[]>([section]);
  if (!visited.includes(section)) setVisited([...visited, section]);

  const screen = useCallback(
    (each: Section): ReactNode => {
      if (each === 'data') return <DataScreen dropped={dropped} onNext={onNext} />;
      if (each === 'problems') return <ProblemsScreen onNext={onNext} />;
      const shown = each === section;
      if (each === 'customers') return <CustomersScreen shown={shown} onNext={onNext} />;
      if (each === 'reconciliation') return <ReconciliationScreen onNext={onNext} />;
      if (each === 'questionnaire') return <QuestionnaireScreen onNext={onNext} />;
      if (each === 'assessment') return <AssessmentScreen shown={shown} onNext={onNext} />;
      return <ReportScreen shown={shown} onNext={onNext} />;
    },
    [section, dropped, onNext],
  );
  return visited.map((each) => (
    <Layout.Content key={each} className="shell-content" hidden={each !== section}>
      {screen(each)}
    </Layout.Content>
  ));
}
