import { useCallback, useRef, useState } from 'react';

import type { InspectedFile, PickedFile } from '../api/generated';
import { type Job, useJob } from '../state/command';

/** Files being read, one after the other. */
export interface Reading {
  job: Job<'inspect_files'>;
  /** Files that wait for their turn. */
  waiting: PickedFile[];
  add(files: PickedFile[]): void;
  /** Takes a file out of the queue. */
  skip(file: number): void;
  /** Reads a file again with its password; nothing when it was stopped. */
  open(file: number, password: string): Promise<InspectedFile | undefined>;
  /** Stops the file being read and empties the queue; files read before stay. */
  cancel(): void;
}

/** Reads files as they come; each is handed over as soon as it is read. */
export function useReading(target: number, onRead: (file: InspectedFile) => void): Reading {
  const job = useJob('inspect_files');
  const queue = useRef<PickedFile[]>([]);
  const busy = useRef(false);
  const [waiting, setWaiting] = useState<PickedFile[]>([]);
  const latest = useRef(onRead);
  latest.current = onRead;

  const show = () => setWaiting([...queue.current]);
  const run = async () => {
    if (busy.current) return;
    busy.current = true;
    for (let next = queue.current.shift(); next; next = queue.current.shift()) {
      show();
      const read = await job.run({ target, files: [next.file], password: null });
      // Stopped, or nothing can be read at all: the rest waits in vain.
      if (!read) queue.current = [];
      read?.forEach((file) => latest.current(file));
    }
    show();
    busy.current = false;
  };
  const add = (files: PickedFile[]) => {
    const known = new Set(queue.current.map(({ file }) => file));
    queue.current.push(...files.filter(({ file }) => !known.has(file)));
    show();
    void run();
  };
  const skip = (file: number) => {
    queue.current = queue.current.filter((each) => each.file !== file);
    show();
  };
  const open = async (file: number, password: string) => {
    const read = await job.run({ target, files: [file], password });
    return read?.[0];
  };
  const cancel = useCallback(() => {
    queue.current = [];
    setWaiting([]);
    job.cancel();
  }, [job]);
  return { job, waiting, add, skip, open, cancel };
}
