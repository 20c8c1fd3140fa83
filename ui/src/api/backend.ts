import { isTauri } from '@tauri-apps/api/core';

import type { Commands, PickedFile, Progress, WireError } from './generated';

/** Name of a command of the backend. */
export type Command = keyof Commands;
/** Arguments of a command. */
export type Args<K extends Command> = Commands[K]['args'];
/** Result of a command. */
export type Result<K extends Command> = Commands[K]['result'];
/** Hears how far a job is. */
export type OnProgress = (progress: Progress) => void;

/** A way to the backend. */
export interface Transport {
  call(command: Command, args: object, onProgress?: OnProgress): Promise<unknown>;
  /** Tells of files dropped on the window; returns how to stop listening. */
  onFilesDropped(hear: (files: PickedFile[]) => void): () => void;
  /** Whether the window can learn what was dropped on it. */
  readonly takesDrops: boolean;
}

/** What a refused command rejects with. */
export class CallError extends Error {
  constructor(readonly wire: WireError) {
    super(wire.code);
  }
}

/** The same trouble as a code the catalogue has a sentence for. */
export function asWireError(error: unknown): WireError {
  if (error instanceof CallError) return error.wire;
  return { code: 'ui.unexpected', args: { detail: String(error) } };
}

/** Whether a job ended because the user wanted it to. */
export function isCancelled(error: WireError): boolean {
  return error.code.endsWith('cancelled');
}

let transport: Transport | undefined;

/** Chooses the way to the backend. To be awaited once, before any call. */
export async function connect(): Promise<void> {
  if (transport) return;
  if (isTauri()) {
    transport = (await import('./tauri')).tauriTransport();
  } else {
    const token = new URLSearchParams(window.location.search).get('token') ?? '';
    transport = (await import('./loopback')).loopbackTransport(token);
  }
}

function way(): Transport {
  if (!transport) throw new Error('connect() was not awaited');
  return transport;
}

/** Runs a command of the backend. Rejects with [CallError]. */
export async function call<K extends Command>(
  command: K,
  args: Args<K>,
  onProgress?: OnProgress,
): Promise<Result<K>> {
  return (await way().call(command, args, onProgress)) as Result<K>;
}

/** Hears of files dropped on the window; returns how to stop. */
export function onFilesDropped(hear: (files: PickedFile[]) => void): () => void {
  return way().onFilesDropped(hear);
}

/** Whether files dropped on the window reach the backend. */
export function takesDrops(): boolean {
  return way().takesDrops;
}

// A window that is loaded anew must not reuse the ids of jobs still running.
let lastJob = Date.now();

/** A job id not used before. */
export function newJob(): number {
  lastJob += 1;
  return lastJob;
}
