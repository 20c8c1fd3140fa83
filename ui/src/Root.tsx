import { App as Antd, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useCallback, useEffect, useState } from 'react';

import { asWireError, call, connect } from './api/backend';
import type { Settings } from './api/generated';
import type { Catalogue } from './format/texts';
import { AppProvider } from './state/app';
import { StartFailure } from './StartFailure';
import { cssVariables, FONT, themeOf } from './theme';
import { Window } from './Window';

interface Start {
  settings: Settings;
  version: string;
  startWithSample: boolean;
  catalogue: Catalogue;
}

async function start(): Promise<Start> {
  await connect();
  const { settings, version, start_with_sample: startWithSample } = await call('app_info', {});
  const [catalogue] = await Promise.all([
    call('texts', { lang: settings.lang }),
    // Charts measure their labels once: the face has to be there before the first one.
    document.fonts.load(`16px ${FONT}`, '字A1').catch(() => []),
  ]);
  return { settings, version, startWithSample, catalogue };
}

/** Starts the window: settings, words, face; then everything else. */
export function Root() {
  const [state, setState] = useState<Start>();
  const [failure, setFailure] = useState<string>();

  const begin = useCallback(() => {
    setFailure(undefined);
    start().then(setState, (error: unknown) => setFailure(asWireError(error).code));
  }, []);
  useEffect(begin, [begin]);

  const update = useCallback(
    (patch: Partial<Settings>) => {
      if (!state) return;
      const settings = { ...state.settings, ...patch };
      const words =
        settings.lang === state.settings.lang
          ? Promise.resolve(state.catalogue)
          : call('texts', { lang: settings.lang });
      words.then(
        (catalogue) => setState({ ...state, settings, catalogue }),
        () => undefined,
      );
      // Not remembering a preference is no reason to stop work.
      call('set_settings', { settings }).catch(() => undefined);
    },
    [state],
  );

  useEffect(() => {
    if (!state) return;
    const { lang, dark } = state.settings;
    document.documentElement.lang = lang;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    for (const [name, value] of Object.entries(cssVariables(dark))) {
      document.documentElement.style.setProperty(name, value);
    }
  }, [state]);

  if (failure) return <StartFailure code={failure} onRetry={begin} />;
  if (!state) return null;
  return (
    <ConfigProvider
      theme={themeOf(state.settings.dark)}
      locale={state.settings.lang === 'zh-CN' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <Antd component={false}>
        <AppProvider
          settings={state.settings}
          version={state.version}
          catalogue={state.catalogue}
          update={update}
        >
          <Window startWithSample={state.startWithSample} />
        </AppProvider>
      </Antd>
    </ConfigProvider>
  );
}
