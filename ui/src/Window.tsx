import { useEffect, useState } from 'react';

import { call } from './api/backend';
import type { ProjectView } from './api/generated';
import { Home } from './home/Home';
import { Shell } from './shell/Shell';
import { ProjectProvider } from './state/project';

/** Either the first screen or the open project. */
export function Window({ startWithSample }: { startWithSample: boolean }) {
  const [project, setProject] = useState<ProjectView | null>();
  // Only the first home screen opens the sample by itself; closing it later stays closed.
  const [opening, setOpening] = useState(startWithSample);

  // A window loaded anew finds the project that is still open.
  useEffect(() => {
    call('project', {}).then(setProject, () => setProject(null));
  }, []);

  if (project === undefined) return null;
  if (project === null) {
    return (
      <Home
        openSampleNow={opening}
        onOpen={(opened) => {
          setOpening(false);
          setProject(opened);
        }}
      />
    );
  }
  return (
    <ProjectProvider project={project} onProject={setProject}>
      <Shell />
    </ProjectProvider>
  );
}
