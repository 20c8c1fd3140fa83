import { useApp } from '../state/app';

/** What the program does, in three steps. */
export function HowItWorks() {
  const { t } = useApp();
  return (
    <ol className="how">
      {[1, 2, 3].map((step) => (
        <li key={step}>
          <span className="how-number">{step}</span>
          <div>
            <div className="how-title">{t(`ui.how.${step}.title`)}</div>
            <div className="muted">{t(`ui.how.${step}.text`)}</div>
          </div>
        </li>
      ))}
    </ol>
  );
}
