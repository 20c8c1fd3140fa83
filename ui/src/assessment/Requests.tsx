import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';

import { percent } from '../format/numbers';
import { useApp } from '../state/app';
import { useReading } from './context';
import { requestList } from './requestList';
import { useWords } from './useWords';

/** A smaller weight would read 0.0 %: such a request adds figures, not score. */
const SHOWN_WEIGHT = 0.0005;

/** What to ask the seller for (资料补充清单), most useful first. */
export function Requests({ onAnswer }: { onAnswer(): void }) {
  const { t } = useApp();
  const { message } = App.useApp();
  const { assessment, format } = useReading();
  const words = useWords(assessment.definitions.currency);
  const { requests } = assessment;
  const names = new Map(
    assessment.dimensions.map(({ number, name }) => [number, format.words(name)]),
  );
  const dimensions = (numbers: number[]) =>
    numbers.map((number) => `${number} ${names.get(number) ?? ''}`).join(' · ');

  const copy = async () => {
    const text = requestList(
      t('ui.requests.title', { target: assessment.target }),
      requests.map((request) => ({
        what: words.request(request.ask),
        why:
          request.dimensions.length > 0
            ? t('ui.requests.for', { dimensions: dimensions(request.dimensions) })
            : '',
      })),
    );
    try {
      await navigator.clipboard.writeText(text);
      message.success(t('ui.copied'));
    } catch {
      message.error(t('ui.copied.not'));
    }
  };

  return (
    <>
      <div className="part-head">
        <h2>{t('ui.part.requests')}</h2>
        <Button
          size="small"
          data-testid="copy-requests"
          icon={<CopyOutlined />}
          disabled={requests.length === 0}
          onClick={copy}
        >
          {t('ui.requests.copy')}
        </Button>
        <Button size="small" onClick={onAnswer}>
          {t('ui.data.next.questions')}
        </Button>
      </div>
      <p className="muted">{t(requests.length ? 'ui.requests.note' : 'ui.requests.none')}</p>
      <ol className="requests">
        {requests.map((request, index) => (
          <li key={index} data-testid="request">
            <div>
              {words.request(request.ask)}
              {request.dimensions.length > 0 && (
                <div className="muted">
                  {t('ui.requests.for', { dimensions: dimensions(request.dimensions) })}
                </div>
              )}
            </div>
            {request.weight >= SHOWN_WEIGHT && (
              <span className="request-weight muted">
                {t('ui.requests.weight', { share: percent(request.weight) })}
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
