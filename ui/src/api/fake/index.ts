import type { Transport } from '../backend';
export function fakeTransport(_: URLSearchParams): Transport { throw new Error('todo'); }
