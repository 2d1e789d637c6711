//! CSV files as spreadsheets write them.

/// The records of a file: quotes, line breaks of every kind, a byte order mark, and tabs or semicolons where a spreadsheet uses them for
/// commas.
pub(super) fn records(file: &str) -> Vec<Vec<String>> {
    let text = file.strip_prefix('\u{feff}').unwrap_or(file);
    let separator = text.chars().find(|c| matches!(c, ',' | '\t' | ';')).unwrap_or(',');
    let mut records = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(cell) = records.last_mut().and_then(|record| record.last_mut()) else { break };
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => is_quoted = true,
            c if is_quoted => cell.push(c),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' => records.push(vec![String::new()]),
            c if c == separator => {
                if let Some(record) = records.last_mut() {
                    record.push(String::new());
                }
            }
            c => cell.push(c),
        }
    }
    records
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn csv_as_spreadsheets_write_it() {
        assert_eq!(
            records("\u{feff}a,b\r\n\"c,\"\"d\"\"\",\"e\nf\"\r\n"),
            [vec!["a", "b"], vec!["c,\"d\"", "e\nf"], vec![""]]
        );
        assert_eq!(records("a\tb"), [["a", "b"]]);
        assert_eq!(records("a;b\rc;d"), [["a", "b"], ["c", "d"]]);
        assert_eq!(records("\"a\nb\",1\nc,2"), [["a\nb", "1"], ["c", "2"]]);
        assert_eq!(records("\"never closed, 1"), [["never closed, 1"]]);
    }
}
