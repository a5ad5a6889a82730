//! Laws of links that are of no use to whoever holds them: the sender is asked, and nothing else happens.

use app::access::BranchRole;
use app::invitations::{AskSender, InvitationLink, State, WithdrawInvitation};
use app::keys::Purpose;
use app::practice::{AskInviter, CancelTeamInvitation, InviteMember, TeamInvitationByLink};
use kernel::{EmailAddress, Id as _, InvitationId, PersonName, Refusal};
use testkit::{House, both_engines};

const TOM: &str = "tom.ellery@example.test";

fn asks(house: &House, invitation: InvitationId) -> AskSender {
    let secret = house.app.core.keys.link_secret(Purpose::ClientInvitation, invitation.bytes(), 1);
    AskSender { secret }
}

async fn asked(house: &House, tenant: impl Into<app::Tenant>) -> Vec<String> {
    let letters = house.letters(tenant).await.into_iter();
    letters.filter(|(name, _)| name == "asked_for_invitation").map(|(_, address)| address).collect()
}

both_engines! {
    async fn the_holder_of_a_dead_link_asks_its_sender_at_most_three_times_a_day(house: House) {
        let practice = house.practice().await;
        let books = practice.books;
        let invitation = house.invite(&practice.zoe, books, TOM).await;
        let ask = asks(&house, invitation);
        let works = house.app.run(&house.nobody(), None, ask.clone()).await.unwrap_err();
        assert_eq!(works.code(), "link_works");
        house.app.run(&practice.zoe, None, WithdrawInvitation { books, invitation }).await.unwrap();
        for _ in 0..5 {
            house.app.run(&house.nobody(), None, ask.clone()).await.unwrap();
        }
        assert_eq!(asked(&house, books).await, vec![practice.zoe.email().to_owned(); 3]);
        let acts = house.acts(books).await;
        assert_eq!(acts.iter().filter(|act| *act == "invitation.asked_again").count(), 3);
        let unknown = AskSender { secret: "x".repeat(43) };
        assert_eq!(house.app.run(&house.nobody(), None, unknown).await.unwrap_err(), Refusal::NotFound);
    }

    async fn who_is_signed_in_under_another_address_asks_to_be_invited_there(house: House) {
        let practice = house.practice().await;
        let invitation = house.invite(&practice.zoe, practice.books, TOM).await;
        let ask = asks(&house, invitation);
        house.app.run(&practice.asha, None, ask.clone()).await.unwrap();
        assert_eq!(asked(&house, practice.books).await, [practice.zoe.email()]);
        let mine = house.app.run(&practice.tom, None, ask.clone()).await.unwrap_err();
        assert_eq!(mine.code(), "link_works", "it is his");
        let link = InvitationLink { secret: ask.secret };
        assert_eq!(house.app.read(&practice.tom, link).await.unwrap().state, State::Pending);
    }

    async fn a_colleagues_dead_link_asks_the_inviter(house: House) {
        let practice = house.practice().await;
        let organisation = practice.organisation;
        let invite = InviteMember {
            organisation,
            email: EmailAddress::parse("new@example.test").unwrap(),
            name: PersonName::parse("New Person").unwrap(),
            branches: vec![practice.branch],
            role: BranchRole::Member,
        };
        let invitation = house.app.run(&practice.asha, None, invite).await.unwrap().invitation;
        let secret = house.app.core.keys.link_secret(Purpose::JoinTeam, invitation.bytes(), 1);
        let ask = AskInviter { secret: secret.clone() };
        assert_eq!(house.app.run(&house.nobody(), None, ask.clone()).await.unwrap_err().code(), "link_works");
        house.app.run(&practice.zoe, None, ask.clone()).await.unwrap();
        let cancel = CancelTeamInvitation { organisation, invitation };
        house.app.run(&practice.asha, None, cancel).await.unwrap();
        for _ in 0..4 {
            house.app.run(&house.nobody(), None, ask.clone()).await.unwrap();
        }
        assert_eq!(asked(&house, organisation).await, vec![practice.asha.email().to_owned(); 3]);
        let link = TeamInvitationByLink { secret };
        let state = house.app.read(&house.nobody(), link).await.unwrap().state;
        assert_eq!(state, app::links::LinkState::Withdrawn);
    }
}
