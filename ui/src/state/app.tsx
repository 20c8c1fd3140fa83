import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';

import type { Lang, Settings } from '../api/generated';
import { fill, type Catalogue, type TextArgs } from '../format/texts';
import { type Palette, palette } from '../theme';

/** What every screen needs: words, settings, colours. */
export interface AppState {
  lang: Lang;
  settings: Settings;
  version: string;
  catalogue: Catalogue;
  colours: Palette;
  /** Changes settings and has them remembered. */
  update(patch: Partial<Settings>): void;
  /** A text of the catalogue, filled in. */
  t(key: string, args?: TextArgs): string;
  /** The same, or what to show where the catalogue has no such key. */
  tOr(key: string, otherwise: string, args?: TextArgs): string;
}

const Context = createContext<AppState | null>(null);

interface Props {
  settings: Settings;
  version: string;
  catalogue: Catalogue;
  update(patch: Partial<Settings>): void;
  children: ReactNode;
}

/** Gives the tree below its words, settings and colours. */
export function AppProvider({ settings, version, catalogue, update, children }: Props) {
  const t = useCallback((key: string, args?: TextArgs) => fill(catalogue, key, args), [catalogue]);
  const state = useMemo<AppState>(
    () => ({
      lang: settings.lang,
      settings,
      version,
      catalogue,
      colours: palette(settings.dark),
      update,
      t,
      tOr: (key, otherwise, args) => (key in catalogue ? t(key, args) : otherwise),
    }),
    [settings, version, catalogue, update, t],
  );
  return <Context value={state}>{children}</Context>;
}

/** Words, settings and colours. */
export function useApp(): AppState {
  const state = useContext(Context);
  if (!state) throw new Error('outside AppProvider');
  return state;
}
