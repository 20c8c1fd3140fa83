import { DownOutlined, HistoryOutlined, RightOutlined } from '@ant-design/icons';
import { Alert, Button, Select, Switch, Tabs, Tag, Tooltip } from 'antd';
import { useMemo, useState } from 'react';

import type { MappingView, TableKind } from '../api/generated';
import { count } from '../format/numbers';
import { ErrorNote } from '../parts/ErrorNote';
import { ConfidenceMark, TallyLine } from '../parts/marks';
import { useApp } from '../state/app';
import { ColumnsTable } from './ColumnsTable';
import { missingFields, useFields } from './fields';
import { HeaderRow } from './HeaderRow';
import { MissingFields } from './MissingFields';
import { PeriodsNote } from './PeriodsNote';
import {
  hasSigns,
  isIncluded,
  lacksYear,
  needsAttention,
  type SheetPlan,
  usedFields,
  withTable,
} from './plan';
import { PreviewPane } from './PreviewPane';
import { PrivacySummary } from './privacy';
import { SignsTable } from './SignsTable';
import { TABLES } from './tables';
import { TemplateNote } from './TemplateNote';
import { usePreview } from './usePreview';

/** Sheets up to this size are tried at once, larger ones when they are opened. */
const SMALL_SHEET_ROWS = 20_000;

interface Props {
  plan: SheetPlan;
  initiallyOpen: boolean;
  locked: boolean;
  onEdit(plan: SheetPlan): void;
  onRemapped(mapping: MappingView): void;
}

/** One sheet: which table it is, how its columns map, what becomes of its rows. */
export function SheetCard({ plan, initiallyOpen, locked, onEdit, onRemapped }: Props) {
  const { t, tOr } = useApp();
  const [open, setOpen] = useState(initiallyOpen);
  const included = isIncluded(plan);
  const active = included && (open || plan.remap || plan.rows <= SMALL_SHEET_ROWS);
  const preview = usePreview(plan, active, onRemapped);
  const options = useMemo(
    () => TABLES.map((kind) => ({ value: kind, label: tOr(`table.${kind}`, kind) })),
    [tOr],
  );
  const mapped = usedFields(plan.mapping).size + (plan.mapping.periods?.columns.length ?? 0);
  const fields = useFields(plan.mapping.table);
  // What an order line lacks, the header of its order has.
  const missing = included && !plan.join ? missingFields(plan.mapping, fields) : [];
  const documents = (included && preview.result?.documents) || [];
  const doubtful = included ? plan.mapping.columns.filter(needsAttention).length : 0;

  return (
    <section className={`sheet-card ${included ? '' : 'left-out'}`} data-testid="sheet-card">
      <header>
        <Button
          type="text"
          size="small"
          aria-expanded={open}
          aria-label={t(open ? 'ui.sheet.close' : 'ui.sheet.open')}
          icon={open ? <DownOutlined /> : <RightOutlined />}
          onClick={() => setOpen(!open)}
        />
        <span className="sheet-name ellipsis" title={plan.name}>
          {plan.name}
        </span>
        {plan.part > 0 && (
          <span className="muted">
            {t('ui.sheet.part', { n: plan.part + 1, row: plan.head[0]?.row ?? 0 })}
          </span>
        )}
        {plan.hidden && <span className="muted">{t('ui.sheet.hidden')}</span>}
        <Select<TableKind>
          className="sheet-table"
          data-testid="sheet-table"
          aria-label={t('ui.sheet.table')}
          placeholder={t('ui.sheet.table.none')}
          value={plan.mapping.table ?? undefined}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
          disabled={locked}
          onChange={(table) => onEdit(withTable(plan, table))}
        />
        <ConfidenceMark value={plan.mapping.table ? plan.confidence : 0} />
        <span className="muted">{t('ui.sheet.rows', { n: count(plan.rows) })}</span>
        {plan.mapping.table && (
          <span className="muted">
            {t('ui.sheet.columns', { mapped, all: plan.mapping.columns.length })}
          </span>
        )}
        {included && plan.template && (
          <Tag icon={<HistoryOutlined />} color={plan.template.applied ? 'success' : 'processing'}>
            {t(plan.template.applied ? 'ui.template.tag.applied' : 'ui.template.tag.near')}
          </Tag>
        )}
        {included && lacksYear(plan.mapping) && <Tag color="error">{t('ui.periods.missing')}</Tag>}
        {missing.length > 0 && (
          <Tag color="error">{t('ui.missing.count', { n: missing.length })}</Tag>
        )}
        {plan.join && included && <Tag color="success">{t('ui.joined')}</Tag>}
        {plan.counterpart && !plan.join && <Tag color="warning">{t('ui.counterpart')}</Tag>}
        {doubtful > 0 && <Tag color="warning">{t('ui.doubtful.count', { n: doubtful })}</Tag>}
        {included && <PrivacySummary columns={plan.mapping.columns} />}
        <span className="grow" />
        {included && preview.result && !open && <TallyLine tally={preview.result.tally} />}
        <Tooltip title={t('ui.sheet.include.note')}>
          <Switch
            data-testid="sheet-include"
            aria-label={t('ui.sheet.include')}
            checked={included}
            disabled={locked || plan.mapping.table === null}
            checkedChildren={t('ui.sheet.include')}
            unCheckedChildren={t('ui.sheet.leave')}
            onChange={(on) => onEdit({ ...plan, leftOut: !on })}
          />
        </Tooltip>
      </header>
      {open && (
        <div className="sheet-body">
          <HeaderRow plan={plan} disabled={locked} onEdit={onEdit} />
          <PeriodsNote plan={plan} disabled={locked} onEdit={onEdit} />
          <ErrorNote error={preview.error} />
          {plan.join && (
            <p className="muted" data-testid="sheet-join">
              {t('join.lines', {
                giver: plan.join.giver,
                taker: plan.join.taker,
                key: t(`field.orders.${plan.join.by}`),
                matched: count(plan.join.matched),
                lines: count(plan.join.lines),
              })}
            </p>
          )}
          {plan.counterpart && !plan.join && (
            <Alert
              type="warning"
              showIcon
              data-testid="sheet-counterpart"
              title={t(`ui.counterpart.${plan.counterpart.kind}`, {
                file: plan.counterpart.file,
                matched: count(plan.counterpart.matched),
                of: count(plan.counterpart.of),
              })}
            />
          )}
          <TemplateNote plan={plan} disabled={locked} onEdit={onEdit} />
          {plan.mapping.table && <MissingFields table={plan.mapping.table} missing={missing} />}
          {plan.mapping.table === null ? (
            <p className="muted">{t('ui.sheet.unknown')}</p>
          ) : (
            <Tabs
              size="small"
              items={[
                {
                  key: 'columns',
                  label: t('ui.columns'),
                  children: <ColumnsTable plan={plan} disabled={locked} onEdit={onEdit} />,
                },
                {
                  key: 'preview',
                  label: t('ui.preview'),
                  children: <PreviewPane preview={preview} table={plan.mapping.table} />,
                },
                ...(hasSigns(documents)
                  ? [
                      {
                        key: 'signs',
                        label: t('ui.signs'),
                        children: (
                          <SignsTable
                            plan={plan}
                            documents={documents}
                            disabled={locked}
                            onEdit={onEdit}
                          />
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
          {included && preview.result && <TallyLine tally={preview.result.tally} />}
        </div>
      )}
    </section>
  );
}
