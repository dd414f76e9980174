//! What the style attributes in a mail may say: how it looks, but not what is fetched, nor anything that moves out of its place.

/// Properties that only change looks.
pub(super) const PROPERTIES: &str = "\
    background background-color background-image background-position background-repeat background-size border \
    border-bottom border-bottom-color border-bottom-left-radius border-bottom-right-radius border-bottom-style \
    border-bottom-width border-collapse border-color border-left border-left-color border-left-style border-left-width \
    border-radius border-right border-right-color border-right-style border-right-width border-spacing border-style \
    border-top border-top-color border-top-left-radius border-top-right-radius border-top-style border-top-width \
    border-width box-sizing caption-side clear color direction display empty-cells float font font-family font-size \
    font-style font-variant font-weight height letter-spacing line-height list-style-position list-style-type margin \
    margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width opacity overflow \
    overflow-wrap padding padding-bottom padding-left padding-right padding-top table-layout text-align \
    text-decoration text-indent text-transform vertical-align visibility white-space width word-break word-wrap";
/// Functions that fetch nothing.
const FUNCTIONS: [&str; 5] = ["calc", "hsl", "hsla", "rgb", "rgba"];

/// The declarations that may stay; `None` when there are none.
pub(super) fn kept(style: &str, remote_pictures: bool) -> Option<String> {
    let kept: Vec<_> = style.split(';').filter_map(|declaration| one(declaration, remote_pictures)).collect();
    (!kept.is_empty()).then(|| kept.join(";"))
}

fn one(declaration: &str, remote_pictures: bool) -> Option<String> {
    let (name, value) = declaration.split_once(':')?;
    let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
    let stays = PROPERTIES.split(' ').any(|known| known == name) && is_harmless(value, remote_pictures);
    stays.then(|| format!("{name}:{value}"))
}

fn is_harmless(value: &str, remote_pictures: bool) -> bool {
    // A backslash can hide what a function is called.
    let functions = || value.match_indices('(').map(|(place, _)| value.split_at(place));
    !value.contains('\\')
        && functions().all(|(before, from_here)| {
            let name = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
            let name = name.to_ascii_lowercase();
            FUNCTIONS.contains(&&*name) || (name == "url" && remote_pictures && leads_to_a_picture(from_here))
        })
}

/// `("https://…`: with the bracket, and the quotation mark if there is one.
fn leads_to_a_picture(argument: &str) -> bool {
    let address = argument.trim_start_matches(|c: char| c.is_ascii_whitespace() || "('\"".contains(c));
    address.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_stay_and_everything_else_goes() {
        assert_eq!(
            kept("COLOR: #fff; position:fixed;font:14px/1.5 'Segoe UI', Arial !important;behavior:url(x.htc);", false)
                .as_deref(),
            Some("color:#fff;font:14px/1.5 'Segoe UI', Arial !important")
        );
        assert_eq!(kept("width:calc(100% - 20px);color:RGBA(0, 0, 0, .5)", false).unwrap().matches(':').count(), 2);
        assert_eq!(kept("mso-hide:all", true), None);
        assert_eq!(kept("color", true), None);
    }

    #[test]
    fn every_property_is_a_word() {
        let is_word =
            |name: &str| name.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()));
        assert!(PROPERTIES.split(' ').all(is_word), "{PROPERTIES}");
    }

    #[test]
    fn nothing_is_fetched_unless_asked_for_and_then_only_over_tls() {
        let remote = "background:#eee url('https://x.example/a.png') no-repeat";
        assert_eq!(kept(remote, false), None);
        assert_eq!(kept(remote, true).as_deref(), Some(remote));
        for style in [
            "background:url(http://x.example/a.png)",
            "background:url(/files/abc)",
            "background:url(data:image/png)",
            "background:u\\72l(https://x.example/a.png)",
            "background:image-set('https://x.example/a.png' 1x)",
            "background:url(https://x.example/a.png), url(//x.example/b.png)",
            "color:expression(alert(1))",
        ] {
            assert_eq!(kept(style, true), None, "{style}");
        }
    }
}
