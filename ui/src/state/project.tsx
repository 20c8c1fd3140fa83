import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

import { call } from '../api/backend';
import type { ProjectView, TargetView } from '../api/generated';

/** The open project and the target being worked on. */
export interface ProjectState {
  project: ProjectView;
  target: TargetView;
  choose(target: number): void;
  /** Takes a project as a command returned it. */
  replace(project: ProjectView): void;
  /** Asks for the project again after records, answers or definitions changed. */
  refresh(): void;
  /** Goes up whenever what an assessment rests on has changed. */
  revision: number;
  /** Goes up with every assessment made. */
  assessments: number;
  /** An assessment was made. */
  assessed(): void;
  close(): void;
}

const Context = createContext<ProjectState | null>(null);

interface Props {
  project: ProjectView;
  onProject(project: ProjectView | null): void;
  children: ReactNode;
}

/** Holds which target is being worked on. */
export function ProjectProvider({ project, onProject, children }: Props) {
  const [chosen, setChosen] = useState<number>();
  const [revision, setRevision] = useState(0);
  const [assessments, setAssessments] = useState(0);
  const assessed = useCallback(() => setAssessments((n) => n + 1), []);
  const target = project.targets.find((each) => each.id === chosen) ?? project.targets[0];

  const refresh = useCallback(() => {
    setRevision((n) => n + 1);
    // Only counts in the frame of the window: a failure shows where the change was made.
    call('project', {}).then(
      (fresh) => fresh && onProject(fresh),
      () => undefined,
    );
  }, [onProject]);

  const close = useCallback(() => {
    call('close_project', {}).catch(() => undefined);
    onProject(null);
  }, [onProject]);

  const state = useMemo<ProjectState | null>(
    () =>
      target
        ? {
            project,
            target,
            choose: setChosen,
            replace: onProject,
            refresh,
            revision,
            assessments,
            assessed,
            close,
          }
        : null,
    [project, target, onProject, refresh, revision, assessments, assessed, close],
  );
  return state && <Context value={state}>{children}</Context>;
}

/** The open project. */
export function useProject(): ProjectState {
  const state = useContext(Context);
  if (!state) throw new Error('outside ProjectProvider');
  return state;
}
