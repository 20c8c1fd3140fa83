import { HistoryOutlined } from '@ant-design/icons';
import { Button } from 'antd';

import { moment } from '../format/dates';
import { ErrorNote } from '../parts/ErrorNote';
import { useApp } from '../state/app';
import { useAction } from '../state/command';
import { type SheetPlan, withTemplate } from './plan';

interface Props {
  plan: SheetPlan;
  disabled: boolean;
  onEdit(plan: SheetPlan): void;
}

/** A mapping confirmed earlier: applied, or offered for nearly the same headers. */
export function TemplateNote({ plan, disabled, onEdit }: Props) {
  const { t, lang } = useApp();
  const use = useAction('use_template');
  const { template: offer } = plan;
  if (!offer) return null;

  const apply = async (on: boolean) => {
    const template = on ? offer.template : null;
    const mapping = await use.run({
      file: plan.file,
      sheet: plan.sheet,
      part: plan.part,
      template,
    });
    if (mapping) onEdit(withTemplate(plan, mapping, on));
  };
  const date = moment(offer.confirmed_at, lang);
  const differs = [
    offer.added.length > 0 && t('ui.template.added', { names: offer.added.join('、') }),
    offer.gone.length > 0 && t('ui.template.gone', { names: offer.gone.join('、') }),
  ].filter((part) => part !== false);
  const sentence = offer.applied
    ? t('ui.template.applied', { date })
    : t('ui.template.near', { date });
  return (
    <div className="template-note" data-testid="template-note" data-applied={offer.applied}>
      <HistoryOutlined />
      <span>
        {sentence}
        {differs.length > 0 && <span className="muted"> {differs.join(' ')}</span>}
      </span>
      <Button
        size="small"
        data-testid="template-toggle"
        disabled={disabled || use.running}
        onClick={() => apply(!offer.applied)}
      >
        {t(offer.applied ? 'ui.template.refuse' : 'ui.template.apply')}
      </Button>
      <ErrorNote error={use.error} onClose={use.clear} />
    </div>
  );
}
