import { Channel, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

import { CallError, type Transport } from './backend';
import type { PickedFile, Progress, WireError } from './generated';

function isWireError(error: unknown): error is WireError {
  return typeof error === 'object' && error !== null && 'code' in error && 'args' in error;
}

/** The bridge of the desktop window. */
export function tauriTransport(): Transport {
  return {
    takesDrops: true,
    async call(command, args, hear) {
      const onProgress = new Channel<Progress>();
      if (hear) onProgress.onmessage = hear;
      try {
        return await invoke('call', { command, args, onProgress });
      } catch (error) {
        if (isWireError(error)) throw new CallError(error);
        throw new CallError({ code: 'ui.unexpected', args: { detail: String(error) } });
      }
    },
    onFilesDropped(hear) {
      const stop = listen<PickedFile[]>('files-dropped', (event) => hear(event.payload));
      return () => void stop.then((unlisten) => unlisten());
    },
  };
}
