import { parseAbsolute, type ZonedDateTime } from '@internationalized/date';
import type { ReactElement } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Label,
  Popover,
  Text,
} from 'react-aria-components';
import { timeZone } from '../format/time.js';
import { AriaError } from './AriaError.js';
import { controlClass, fieldClass, OptionalMark, type FieldFrameProps } from './Field.js';
import { Icon } from './Icon.js';

interface DateTimeFieldProps extends FieldFrameProps {
  /** UTC as ISO 8601; '' = nothing given. */
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
}

/** Date and time to the minute in Europe/Berlin, typed part by part or chosen in a calendar. */
export function DateTimeField(props: DateTimeFieldProps): ReactElement {
  const { label, hint, error, optional, value, onChange, onBlur } = props;
  return (
    <DatePicker<ZonedDateTime>
      className={fieldClass(error)}
      value={value === '' ? null : parseAbsolute(value, timeZone)}
      onChange={(date) => onChange(date ? date.toDate().toISOString() : '')}
      onBlur={onBlur}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      granularity="minute"
      hourCycle={24}
      hideTimeZone
      shouldForceLeadingZeros
    >
      <Label className="kern-label">
        {label}
        {optional && <OptionalMark />}
      </Label>
      {hint && (
        <Text slot="description" className="kern-hint">
          {hint}
        </Text>
      )}
      <Group className="control-box">
        <DateInput className={`${controlClass(error)} date-input`}>
          {(segment) => <DateSegment segment={segment} className="date-segment" />}
        </DateInput>
        <Button className="control-button">
          <Icon name="calendar" size={22} />
        </Button>
      </Group>
      <AriaError>{error}</AriaError>
      <Popover className="popover" offset={2}>
        <Dialog className="calendar">
          <Calendar firstDayOfWeek="mon">
            <header>
              <Button slot="previous" className="icon-button">
                <Icon name="left" />
              </Button>
              <Heading />
              <Button slot="next" className="icon-button">
                <Icon name="right" />
              </Button>
            </header>
            <CalendarGrid weekdayStyle="short">
              <CalendarGridHeader>
                {(day) => <CalendarHeaderCell>{day}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => <CalendarCell date={date} className="calendar-day" />}
              </CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
