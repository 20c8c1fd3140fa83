import { Button, Result } from 'antd';
import { useEffect, useState } from 'react';

import type { Catalogue } from './format/texts';

/** Shown when not even the words could be had from the backend: the only embedded ones. */
export function StartFailure({ code, onRetry }: { code: string; onRetry(): void }) {
  const [texts, setTexts] = useState<Catalogue[]>([]);
  useEffect(() => {
    void Promise.all([
      import('../../assets/locales/zh-CN/ui.json'),
      import('../../assets/locales/en/ui.json'),
    ]).then((parts) => setTexts(parts.map((part) => part.default as Catalogue)));
  }, []);
  const both = (key: string) => texts.map((text) => text[key]).join(' / ');
  if (texts.length === 0) return null;
  return (
    <div data-testid="error" data-code={code}>
      <Result
        status="error"
        title={both('ui.start.failed')}
        subTitle={`${both('ui.start.hint')} (${code})`}
        extra={<Button onClick={onRetry}>{both('ui.retry')}</Button>}
      />
    </div>
  );
}
