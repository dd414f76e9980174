//! Reading one command.

use super::reply::Reply;

/// What the sender wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// `EHLO`, or `HELO` for a sender who knows no extensions.
    Hello {
        extended: bool,
    },
    /// `AUTH`, with what came along in the first line.
    Auth {
        mechanism: String,
        initial: Option<String>,
    },
    /// `MAIL FROM`; the address is empty for reports. The size is what the sender announces.
    Mail {
        from: String,
        size: Option<usize>,
    },
    /// `RCPT TO`.
    Recipient(String),
    Data,
    Reset,
    Nothing,
    Verify,
    Quit,
}

const SYNTAX: Reply = Reply::new(501, "5.5.4 Syntax error in parameters");

/// The command in this line.
///
/// # Errors
/// How a line that is none is answered.
pub(super) fn read(line: &str) -> Result<Command, Reply> {
    let line = line.trim_end();
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = rest.trim();
    match verb.to_ascii_uppercase().as_str() {
        "EHLO" | "HELO" if rest.is_empty() => Err(SYNTAX),
        "EHLO" => Ok(Command::Hello { extended: true }),
        "HELO" => Ok(Command::Hello { extended: false }),
        "AUTH" => {
            let mut words = rest.split_whitespace();
            let mechanism = words.next().ok_or(SYNTAX)?.to_ascii_uppercase();
            Ok(Command::Auth { mechanism, initial: words.next().map(str::to_owned) })
        }
        "MAIL" => {
            let (from, parameters) = path(rest, "FROM:")?;
            Ok(Command::Mail { from, size: size(parameters)? })
        }
        "RCPT" => {
            let (to, _) = path(rest, "TO:")?;
            let (local, domain) = to.rsplit_once('@').unwrap_or_default();
            if local.is_empty() || domain.is_empty() {
                return Err(Reply::new(501, "5.1.3 Bad recipient address syntax"));
            }
            Ok(Command::Recipient(to))
        }
        "DATA" => Ok(Command::Data),
        "RSET" => Ok(Command::Reset),
        "NOOP" => Ok(Command::Nothing),
        "VRFY" => Ok(Command::Verify),
        "QUIT" => Ok(Command::Quit),
        "STARTTLS" => {
            Err(Reply::new(502, "5.5.1 This server encrypts nothing; it is reached from its own machine only"))
        }
        _ => Err(Reply::new(500, "5.5.2 Command not recognized")),
    }
}

/// The address between the angle brackets, and what follows it.
fn path<'a>(rest: &'a str, keyword: &str) -> Result<(String, &'a str), Reply> {
    let begin = rest.get(..keyword.len()).filter(|begin| begin.eq_ignore_ascii_case(keyword));
    let path = begin.and_then(|_| rest.get(keyword.len()..)).ok_or(SYNTAX)?;
    let (address, parameters) =
        path.trim_start().strip_prefix('<').and_then(|path| path.split_once('>')).ok_or(SYNTAX)?;
    if address.contains(char::is_whitespace) {
        return Err(SYNTAX);
    }
    Ok((address.to_owned(), parameters.trim()))
}

/// The announced size (RFC 1870); other parameters are fine as they are.
fn size(parameters: &str) -> Result<Option<usize>, Reply> {
    let mut named = parameters.split_whitespace().filter_map(|parameter| parameter.split_once('='));
    let size = named.find(|(name, _)| name.eq_ignore_ascii_case("SIZE"));
    size.map(|(_, size)| size.parse().map_err(|_| SYNTAX)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_whatever_their_case() {
        assert_eq!(read("ehlo [127.0.0.1]\r\n"), Ok(Command::Hello { extended: true }));
        let auth = Command::Auth { mechanism: "PLAIN".to_owned(), initial: Some("AGEAYg==".to_owned()) };
        assert_eq!(read("AUTH plain AGEAYg=="), Ok(auth));
        let mail = |from: &str, size| Ok(Command::Mail { from: from.to_owned(), size });
        assert_eq!(read("Mail From:<a@x.example> BODY=8BITMIME size=17 SMTPUTF8"), mail("a@x.example", Some(17)));
        assert_eq!(read("MAIL FROM: <>"), mail("", None));
        assert_eq!(read("RCPT TO:<ana@mail.example>\r\n"), Ok(Command::Recipient("ana@mail.example".to_owned())));
        assert_eq!(read("quit"), Ok(Command::Quit));
    }

    #[test]
    fn what_is_no_command_is_refused_with_its_code() {
        let code = |line: &str| read(line).unwrap_err().code;
        for line in [
            "EHLO",
            "MAIL a@x",
            "MAIL FROM:a@x.example",
            "MAIL FROM:<a@x> SIZE=big",
            "RCPT TO:<ana>",
            "RCPT TO:<a b@x>",
            "AUTH",
        ] {
            assert_eq!(code(line), 501, "{line}");
        }
        assert_eq!((code("HELLO you"), code("STARTTLS"), code("")), (500, 502, 500));
    }
}
