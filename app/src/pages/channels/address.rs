//! What has to be copied elsewhere: the address the provider calls, or the line for a website.

use super::copy_field::CopyField;
use super::guide::Unreachable;
use crate::api::channels::ChannelView;
use crate::components::Button;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use types::inbox::ChannelKind;

/// The address for incoming messages, or how a website shows the chat.
#[component]
pub(super) fn AddressSection(
    /// The channel.
    view: ChannelView,
) -> impl IntoView {
    let ChannelView { public_url, page, .. } = view;
    let channel = page.inbox.channel;
    let address = format!("{public_url}{}", page.callback_path);
    match channel {
        ChannelKind::Website => EitherOf3::A(view! {
            <section aria-labelledby="address-heading">
                <h2 id="address-heading" class="mb-3 text-lg font-semibold">"On your website"</h2>
                <div class="flex flex-col gap-4">
                    <CopyField
                        label="Line for your pages"
                        id="snippet"
                        value=snippet(&public_url, &page.callback_path)
                        hint="Put it just before </body>. It shows a round button that opens the chat."
                    />
                    <CopyField label="Address of the chat" id="address" value=address hint="For links and QR codes: it works without the website."/>
                    <div><Button href=page.callback_path icon=icondata::LuExternalLink attr:target="_blank" attr:rel="external">"Open the chat"</Button></div>
                </div>
            </section>
        }),
        ChannelKind::Email => EitherOf3::B(view! {
            <section aria-labelledby="address-heading">
                <h2 id="address-heading" class="text-lg font-semibold">"Mails posted by a service"</h2>
                <p class="mt-1 mb-3 text-muted">
                    "Only when no mailbox is read: a service such as Postmark posts each incoming mail to this address."
                </p>
                <CopyField
                    label="Address for incoming mails"
                    id="address"
                    value=with_password(&address, page.verify_token.as_deref())
                    hint="It contains a password: whoever has it can bring mails in."
                />
            </section>
        }),
        _ => EitherOf3::C(view! {
            <section aria-labelledby="address-heading">
                <h2 id="address-heading" class="text-lg font-semibold">"Address for incoming messages"</h2>
                <p class="mt-1 mb-3 text-muted">{about(channel)}</p>
                <div class="flex flex-col gap-4">
                    <Unreachable public_url channel/>
                    <CopyField label="Callback address" id="address" value=address/>
                    {page.verify_token.map(|token| view! { <CopyField label="Verify token" id="verify-token" value=token/> })}
                </div>
            </section>
        }),
    }
}

const fn about(channel: ChannelKind) -> &'static str {
    match channel {
        ChannelKind::Telegram => "Connect tells it to Telegram; there is nothing to copy.",
        ChannelKind::Gupshup => {
            "Connect tells it to Gupshup, together with a secret word; entered by hand it would lack that."
        }
        _ => {
            "Meta asks for both in the settings of the app. It calls the address once to see whether the token is known here."
        }
    }
}

/// The line that shows the chat. The key is the last part of the chat's path.
fn snippet(public_url: &str, chat_path: &str) -> String {
    let key = chat_path.rsplit('/').next().unwrap_or_default();
    format!("<script src=\"{public_url}/widget.js\" data-inbox=\"{key}\" async></script>")
}

/// The address with user and password, as services want it.
fn with_password(address: &str, password: Option<&str>) -> String {
    match (address.split_once("://"), password) {
        (Some((scheme, rest)), Some(password)) => format!("{scheme}://{password}@{rest}"),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_for_a_website_names_its_inbox() {
        assert_eq!(
            snippet("https://desk.example", "/chat/Kx3"),
            r#"<script src="https://desk.example/widget.js" data-inbox="Kx3" async></script>"#
        );
    }

    #[test]
    fn the_address_for_mails_carries_its_password() {
        let address = "https://desk.example/hooks/email/Kx3";
        assert_eq!(with_password(address, Some("inbound:word")), "https://inbound:word@desk.example/hooks/email/Kx3");
        assert_eq!(with_password(address, None), address);
    }
}
