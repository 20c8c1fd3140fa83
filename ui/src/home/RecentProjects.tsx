import { FileOutlined } from '@ant-design/icons';
import { Tag } from 'antd';

import type { FileId, RecentProject } from '../api/generated';
import { moment } from '../format/dates';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import type { Query } from '../state/command';

interface Props {
  query: Query<RecentProject[]>;
  disabled: boolean;
  onOpen(file: FileId): void;
}

/** Projects opened before, newest first. */
export function RecentProjects({ query, disabled, onOpen }: Props) {
  const { t, lang } = useApp();
  const projects = query.data ?? [];
  return (
    <div className="recent">
      <h2>{t('ui.home.recent')}</h2>
      <ErrorNote error={query.error} onRetry={query.reload} />
      {!query.loading && projects.length === 0 && (
        <p className="muted">{t('ui.home.recent.none')}</p>
      )}
      <ul>
        {projects.map((project) => (
          <li key={project.file}>
            <button
              type="button"
              disabled={disabled || !project.exists}
              onClick={() => onOpen(project.file)}
            >
              <FileOutlined />
              <span className="recent-name">
                <span className="ellipsis">{project.name}</span>
                <span className="muted ellipsis">{project.folder}</span>
              </span>
              {project.exists ? (
                <span className="muted recent-time">{moment(project.opened_at, lang)}</span>
              ) : (
                <Tag>{t('ui.home.recent.missing')}</Tag>
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
