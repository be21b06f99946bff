//! A table to fill in, as a workbook: the headings, one row that shows how, and columns that take what their field holds.

use model::Day;
use protocol::import::{FieldKind, FileError, Template, TemplateColumn};
use rust_xlsxwriter::{DataValidation, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Rows that offer the choices of their field: as many as anybody fills in by hand.
const ROWS: u32 = 5_000;
/// Most that a list of choices may come to, in characters; Excel does not open a file with a longer one.
const CHOICES_CHARS_MAX: usize = 255;
/// Longest name of a sheet, in characters.
const NAME_CHARS_MAX: usize = 31;
/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (10, 40);

/// The workbook.
///
/// # Errors
/// [`FileError::Workbook`], which nothing in a template should lead to.
pub fn workbook(template: &Template) -> Result<Vec<u8>, FileError> {
    made(template).map_err(|error| FileError::Workbook(error.to_string()))
}

fn made(template: &Template) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    // Names of one's own may be longer than a sheet's, or have signs that it cannot have.
    let name: String = template.sheet.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(NAME_CHARS_MAX).collect();
    if !name.trim().is_empty() {
        sheet.set_name(name.trim())?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (at, column) in (0_u16..).zip(&template.columns) {
        let format = format(column.kind);
        let chars = column.head.chars().count().max(column.example.chars().count()) + 2;
        let wide = column.head.chars().filter(|c| !c.is_ascii()).count();
        sheet.set_column_width(at, (chars + wide).clamp(WIDTHS.0, WIDTHS.1) as f64)?;
        sheet.set_column_format(at, &format)?;
        sheet.write_string_with_format(0, at, &column.head, &bold)?;
        example(sheet, at, column, &format)?;
        choices(sheet, at, &column.choices)?;
    }
    book.save_to_buffer()
}

/// How a spreadsheet shows what is typed into a column: telephone numbers and ids keep their zeros.
fn format(kind: FieldKind) -> Format {
    Format::new().set_num_format(match kind {
        FieldKind::Number => "General",
        FieldKind::Money => "#,##0.00",
        FieldKind::Day => "yyyy-mm-dd",
        FieldKind::Instant => "yyyy-mm-dd hh:mm",
        _ => "@",
    })
}

/// The cell of the example row, typed as the others of its column should be.
fn example(sheet: &mut Worksheet, at: u16, column: &TemplateColumn, format: &Format) -> Result<(), XlsxError> {
    let text = column.example.as_str();
    let number = text.parse::<f64>().ok();
    match (column.kind, number) {
        _ if text.is_empty() => {}
        (FieldKind::Number | FieldKind::Money, Some(number)) => {
            sheet.write_number_with_format(1, at, number, format)?;
        }
        (FieldKind::Day, _) if Day::parse_iso(text).is_some() => {
            sheet.write_datetime_with_format(1, at, &ExcelDateTime::parse_from_str(text)?, format)?;
        }
        _ => {
            sheet.write_string_with_format(1, at, text, format)?;
        }
    }
    Ok(())
}

/// The choices of a column as a menu on each of its cells. Other words can be written all the same: an import asks what they mean.
fn choices(sheet: &mut Worksheet, at: u16, choices: &[String]) -> Result<(), XlsxError> {
    let chars: usize = choices.iter().map(|choice| choice.chars().count() + 1).sum();
    // A comma would make two choices of one.
    if choices.is_empty() || chars > CHOICES_CHARS_MAX || choices.iter().any(|choice| choice.contains([',', '"'])) {
        return Ok(());
    }
    let menu = DataValidation::new().allow_list_strings(choices)?.show_error_message(false);
    sheet.add_data_validation(1, at, ROWS, at, &menu)?;
    Ok(())
}
