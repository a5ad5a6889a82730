//! Laws of the team: invitations of colleagues, roles, leavers.

use app::Actor;
use app::access::{BranchRole, ParentRole};
use app::keys::Purpose;
use app::links::LinkState;
use app::practice::{
    AddToBranch, CancelTeamInvitation, ChangeRole, DeclineTeamInvitation, InvitationState, InvitationView,
    InviteMember, JoinTeam, MemberPanel, PortalShellFacts, Reader, RemoveFromBranches, RemoveMember,
    ResendTeamInvitation, SetParentRole, Team, TeamInvitationByLink, TeamInvitations,
};
use kernel::{
    BranchId, EmailAddress, Id as _, OrganisationId, PageSize, PersonName, Refusal, TeamInvitationId,
};
use testkit::{House, both_engines, user};

/// A firm with two branches: its founder, the firm, Bristol, Leeds.
async fn firm(house: &House) -> (Actor, OrganisationId, BranchId, BranchId) {
    let asha = house.person("Asha Raman").await;
    let organisation = house.firm(&asha, "Harbour & Pike LLP").await;
    let bristol = house.branch(&asha, organisation, "Bristol").await;
    let leeds = house.branch(&asha, organisation, "Leeds").await;
    (asha, organisation, bristol, leeds)
}

fn invite(
    organisation: OrganisationId,
    email: &str,
    role: BranchRole,
    branches: &[BranchId],
) -> InviteMember {
    InviteMember {
        organisation,
        email: EmailAddress::parse(email).unwrap(),
        name: PersonName::parse("Ben Cole").unwrap(),
        branches: branches.to_vec(),
        role,
    }
}

fn secret(house: &House, invitation: TeamInvitationId, generation: i64) -> String {
    house.app.core.keys.link_secret(Purpose::JoinTeam, invitation.bytes(), generation)
}

async fn join(
    house: &House,
    who: &Actor,
    invitation: TeamInvitationId,
    generation: i64,
) -> Result<(), Refusal> {
    let secret = secret(house, invitation, generation);
    house.app.run(who, None, JoinTeam { secret }).await.map(|_| ())
}

async fn seen(
    house: &House,
    who: &Actor,
    invitation: TeamInvitationId,
    generation: i64,
) -> (LinkState, Reader) {
    let secret = secret(house, invitation, generation);
    let page = house.app.read(who, TeamInvitationByLink { secret }).await.unwrap();
    (page.state, page.reader)
}

fn team(organisation: OrganisationId, branch: Option<BranchId>) -> Team {
    Team { organisation, branch, after: None, size: PageSize::default() }
}

fn list(organisation: OrganisationId, view: InvitationView) -> TeamInvitations {
    TeamInvitations { organisation, branch: None, view, after: None, size: PageSize::default() }
}

both_engines! {
    async fn a_colleague_joins_with_one_role_per_branch(house: House) {
        let (asha, organisation, bristol, leeds) = firm(&house).await;
        let ben = house
            .colleague(&asha, organisation, ("Ben Cole", BranchRole::Admin), &[leeds, bristol, leeds])
            .await;
        let page = house.app.read(&ben, team(organisation, None)).await.unwrap();
        let row = page.members.rows.iter().find(|row| row.user == user(&ben)).unwrap();
        assert_eq!(row.roles.len(), 2);
        assert!(row.roles.iter().all(|held| held.role == BranchRole::Admin));
        let letters = house.letters(organisation).await;
        let to = |template: &str| letters.iter().filter(|(t, _)| t == template).map(|(_, a)| a.clone()).collect::<Vec<_>>();
        assert_eq!(to("team_invitation"), ["ben.cole@example.test"]);
        assert_eq!(to("team_invitation_accepted"), ["asha.raman@example.test"]);
        assert_eq!(house.acts(organisation).await.last().unwrap(), "member.joined");
        assert_eq!(house.acts(user(&ben)).await.last().unwrap(), "member.joined");
        let frame = PortalShellFacts { organisation, branch: None };
        assert_eq!(house.app.read(&ben, frame).await.unwrap().role, "Admin");
    }

    async fn opening_an_invitation_changes_nothing_and_joining_works_once(house: House) {
        let (asha, organisation, bristol, _) = firm(&house).await;
        let ben = house.person("Ben Cole").await;
        let email = "BEN.COLE@Example.test";
        let sent = house.app.run(&asha, None, invite(organisation, email, BranchRole::Member, &[bristol])).await;
        let invitation = sent.unwrap().invitation;
        for _ in 0..20 {
            assert_eq!(seen(&house, &ben, invitation, 1).await, (LinkState::Live, Reader::Invited));
        }
        assert_eq!(seen(&house, &house.nobody(), invitation, 1).await, (LinkState::Live, Reader::Nobody));
        join(&house, &ben, invitation, 1).await.unwrap();
        assert_eq!(join(&house, &ben, invitation, 1).await.unwrap_err().code(), "link_used");
        assert_eq!(join(&house, &house.nobody(), invitation, 1).await.unwrap_err(), Refusal::SignedOut);
    }

    async fn an_invitation_in_other_hands_stays_pending_and_names_no_address(house: House) {
        let (asha, organisation, bristol, _) = firm(&house).await;
        let other = house.person("Ben.Cole Other").await;
        let sent = invite(organisation, "ben.cole@example.test", BranchRole::Owner, &[bristol]);
        let invitation = house.app.run(&asha, None, sent).await.unwrap().invitation;
        assert_eq!(seen(&house, &other, invitation, 1).await, (LinkState::Live, Reader::Other));
        let refused = join(&house, &other, invitation, 1).await.unwrap_err();
        let Refusal::Rule { code, message } = refused else { panic!("a rule") };
        assert_eq!(code, "wrong_account");
        assert!(message.contains("b•••@e•••.test") && !message.contains("ben.cole"), "{message}");
        let decline = DeclineTeamInvitation { secret: secret(&house, invitation, 1) };
        assert_eq!(house.app.run(&other, None, decline).await.unwrap_err().code(), "wrong_account");
        assert_eq!(seen(&house, &other, invitation, 1).await.0, LinkState::Live);
        assert_eq!(house.acts(organisation).await.last().unwrap(), "access.denied");
    }

    async fn only_the_case_of_an_address_may_differ(house: House) {
        let (asha, organisation, bristol, _) = firm(&house).await;
        let sent = invite(organisation, "ben.cole@example.test", BranchRole::Member, &[bristol]);
        let invitation = house.app.run(&asha, None, sent).await.unwrap().invitation;
        for name in ["Ben.Cole+x", "BenCole", "Ben-Cole", "Ben.Cole.Cole", "B.en.Cole"] {
            let near = house.person(name).await;
            assert_eq!(join(&house, &near, invitation, 1).await.unwrap_err().code(), "wrong_account", "{name}");
        }
        let ben = house.person("BEN COLE").await;
        join(&house, &ben, invitation, 1).await.unwrap();
    }

    async fn a_link_dies_by_resending_by_cancelling_and_by_time(house: House) {
        let (asha, organisation, bristol, _) = firm(&house).await;
        let ben = house.person("Ben Cole").await;
        let sent = invite(organisation, "ben.cole@example.test", BranchRole::Member, &[bristol]);
        let invitation = house.app.run(&asha, None, sent.clone()).await.unwrap().invitation;
        let twice = house.app.run(&asha, None, sent.clone()).await.unwrap_err();
        assert_eq!(twice.code(), "invitation_pending");
        house.clock.pass_seconds(7 * 86_400 + 1);
        assert_eq!(join(&house, &ben, invitation, 1).await.unwrap_err().code(), "link_expired");
        let past = house.app.read(&asha, list(organisation, InvitationView::History)).await.unwrap();
        assert_eq!(past.rows.rows[0].state, InvitationState::Expired);
        house.app.run(&asha, None, ResendTeamInvitation { organisation, invitation }).await.unwrap();
        assert_eq!(join(&house, &ben, invitation, 1).await.unwrap_err().code(), "link_replaced");
        assert_eq!(seen(&house, &ben, invitation, 2).await.0, LinkState::Live);
        let waiting = house.app.read(&asha, list(organisation, InvitationView::Pending)).await.unwrap();
        assert_eq!(waiting.rows.rows.len(), 1);
        house.app.run(&asha, None, CancelTeamInvitation { organisation, invitation }).await.unwrap();
        assert_eq!(join(&house, &ben, invitation, 2).await.unwrap_err().code(), "link_withdrawn");
        let again = ResendTeamInvitation { organisation, invitation };
        assert_eq!(house.app.run(&asha, None, again).await.unwrap_err().code(), "already_answered");
        // A new invitation is possible, and may be declined.
        let next = house.app.run(&asha, None, sent).await.unwrap().invitation;
        let decline = DeclineTeamInvitation { secret: secret(&house, next, 1) };
        house.app.run(&ben, None, decline).await.unwrap();
        assert_eq!(join(&house, &ben, next, 1).await.unwrap_err().code(), "link_used");
        let past = house.app.read(&asha, list(organisation, InvitationView::History)).await.unwrap();
        let words: Vec<_> = past.rows.rows.iter().map(|row| row.state.word()).collect();
        assert_eq!(words, ["declined", "cancelled"]);
    }

    async fn sixty_four_clicks_make_one_member(house: House) {
        let (asha, organisation, bristol, _) = firm(&house).await;
        let ben = house.person("Ben Cole").await;
        let sent = invite(organisation, "ben.cole@example.test", BranchRole::Member, &[bristol]);
        let invitation = house.app.run(&asha, None, sent).await.unwrap().invitation;
        let mut joining = tokio::task::JoinSet::new();
        for _ in 0..64 {
            let (app, ben, secret) = (house.app.clone(), ben.clone(), secret(&house, invitation, 1));
            joining.spawn(async move { app.run(&ben, None, JoinTeam { secret }).await });
        }
        let outcomes = joining.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for refusal in outcomes.into_iter().filter_map(Result::err) {
            assert_eq!(refusal.code(), "link_used");
        }
        let joined = house.acts(organisation).await.into_iter().filter(|act| act == "member.joined").count();
        let told = house.letters(organisation).await;
        let told = told.iter().filter(|(template, _)| template == "team_invitation_accepted").count();
        assert_eq!((joined, told), (1, 1));
    }

    async fn nobody_gives_or_touches_more_than_her_own_role(house: House) {
        let (asha, organisation, bristol, leeds) = firm(&house).await;
        let ben = house.colleague(&asha, organisation, ("Ben Cole", BranchRole::Admin), &[bristol]).await;
        let mia = house.colleague(&asha, organisation, ("Mia Stone", BranchRole::Owner), &[bristol]).await;
        let wide = invite(organisation, "x@example.test", BranchRole::Owner, &[bristol]);
        assert_eq!(house.app.run(&ben, None, wide).await.unwrap_err().code(), "role_above_own");
        let elsewhere = invite(organisation, "x@example.test", BranchRole::Member, &[bristol, leeds]);
        assert_eq!(house.app.run(&ben, None, elsewhere).await.unwrap_err(), Refusal::NotFound);
        let own = ChangeRole { organisation, branch: bristol, member: user(&ben), role: BranchRole::Owner };
        assert_eq!(house.app.run(&ben, None, own).await.unwrap_err().code(), "role_above_own");
        let down = ChangeRole { organisation, branch: bristol, member: user(&mia), role: BranchRole::Member };
        assert_eq!(house.app.run(&ben, None, down).await.unwrap_err().code(), "member_above_own");
        let out = RemoveMember { organisation, member: user(&mia) };
        assert_eq!(house.app.run(&ben, None, out).await.unwrap_err().code(), "member_above_own");
        let crown = SetParentRole { organisation, member: user(&ben), role: Some(ParentRole::SuperAdmin) };
        assert!(matches!(house.app.run(&ben, None, crown).await, Err(Refusal::Forbidden { .. })));
        let known = invite(organisation, "mia.stone@example.test", BranchRole::Member, &[bristol]);
        assert_eq!(house.app.run(&ben, None, known).await.unwrap_err().code(), "already_member");
        let owner = ChangeRole { organisation, branch: bristol, member: user(&ben), role: BranchRole::Owner };
        house.app.run(&mia, None, owner).await.unwrap();
    }

    async fn a_leaver_is_out_on_the_next_request(house: House) {
        let (asha, organisation, bristol, leeds) = firm(&house).await;
        let ben = house.colleague(&asha, organisation, ("Ben Cole", BranchRole::Owner), &[bristol]).await;
        let add = AddToBranch { organisation, branch: leeds, member: user(&ben), role: BranchRole::Member };
        house.app.run(&asha, None, add.clone()).await.unwrap();
        assert_eq!(house.app.run(&asha, None, add).await.unwrap_err().code(), "already_in_branch");
        let leave = RemoveFromBranches { organisation, member: user(&ben), branches: vec![bristol] };
        house.app.run(&asha, None, leave).await.unwrap();
        let frame = PortalShellFacts { organisation, branch: Some(bristol) };
        assert_eq!(house.app.read(&ben, frame).await.unwrap_err(), Refusal::NotFound);
        let frame = PortalShellFacts { organisation, branch: None };
        assert_eq!(house.app.read(&ben, frame).await.unwrap().branches.len(), 1);
        house.app.run(&asha, None, RemoveMember { organisation, member: user(&ben) }).await.unwrap();
        let frame = PortalShellFacts { organisation, branch: None };
        assert_eq!(house.app.read(&ben, frame).await.unwrap_err(), Refusal::NotFound);
        assert_eq!(house.app.read(&ben, team(organisation, None)).await.unwrap_err(), Refusal::NotFound);
        let rest = house.app.read(&asha, team(organisation, None)).await.unwrap();
        assert_eq!(rest.members.rows.len(), 1);
        // She may come back, as what the new invitation says and no more.
        let sent = invite(organisation, "ben.cole@example.test", BranchRole::Member, &[leeds]);
        house.clock.pass_seconds(86_400);
        let invitation = house.app.run(&asha, None, sent).await.unwrap().invitation;
        join(&house, &ben, invitation, 1).await.unwrap();
        let panel = house.app.read(&asha, MemberPanel { organisation, member: user(&ben) }).await.unwrap();
        assert_eq!(panel.roles.iter().map(|role| role.held.role).collect::<Vec<_>>(), [BranchRole::Member]);
        assert!(panel.parent.is_none() && panel.may_remove && panel.may_set_parent);
    }

    // T9: whoever holds everything in a firm is made so by somebody who has just proved who she is.
    async fn a_firm_wide_role_asks_for_a_fresh_proof(house: House) {
        let (asha, organisation, bristol, _) = firm(&house).await;
        let ben = house.colleague(&asha, organisation, ("Ben Cole", BranchRole::Member), &[bristol]).await;
        let set = SetParentRole { organisation, member: user(&ben), role: Some(ParentRole::Viewer) };
        house.clock.pass_seconds(601);
        let refused = house.app.run(&asha, None, set.clone()).await.unwrap_err();
        assert_eq!(refused, Refusal::Reauthenticate);
        let fresh = house.sign_in(user(&asha)).await.unwrap();
        house.app.run(&fresh, None, set).await.unwrap();
    }

    async fn a_firm_never_loses_its_last_super_admin(house: House) {
        let (asha, organisation, bristol, _) = firm(&house).await;
        let ben = house.colleague(&asha, organisation, ("Ben Cole", BranchRole::Member), &[bristol]).await;
        let set = |member: &Actor, role| SetParentRole { organisation, member: user(member), role };
        let refused = house.app.run(&asha, None, set(&asha, Some(ParentRole::Viewer))).await.unwrap_err();
        assert_eq!(refused.code(), "last_super_admin");
        let leave = RemoveMember { organisation, member: user(&asha) };
        assert_eq!(house.app.run(&asha, None, leave).await.unwrap_err().code(), "last_super_admin");
        house.app.run(&asha, None, set(&ben, Some(ParentRole::SuperAdmin))).await.unwrap();
        // Each takes the role from the other, at the same time: one of them keeps it.
        let (first, second) = tokio::join!(
            house.app.run(&asha, None, set(&ben, None)),
            house.app.run(&ben, None, set(&asha, None)),
        );
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    }

    async fn a_member_sees_the_team_of_her_branches_only(house: House) {
        let (asha, organisation, bristol, leeds) = firm(&house).await;
        let ben = house.colleague(&asha, organisation, ("Ben Cole", BranchRole::Member), &[bristol]).await;
        let mia = house.colleague(&asha, organisation, ("Mia Stone", BranchRole::Member), &[leeds]).await;
        let page = house.app.read(&ben, team(organisation, None)).await.unwrap();
        let names: Vec<_> = page.members.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!((names.as_slice(), page.may_invite), (["Ben Cole"].as_slice(), false));
        assert_eq!(page.ask.as_deref(), Some("Asha Raman"));
        let hidden = house.app.read(&ben, team(organisation, Some(leeds))).await.unwrap_err();
        assert_eq!(hidden, Refusal::NotFound);
        let hidden = house.app.read(&ben, MemberPanel { organisation, member: user(&mia) }).await;
        assert_eq!(hidden.unwrap_err(), Refusal::NotFound);
        let two = Team { size: PageSize::new(2), ..team(organisation, None) };
        let first = house.app.read(&asha, two).await.unwrap();
        assert_eq!((first.members.rows.len(), first.total), (2, 3));
        let rest = Team { after: first.members.next, ..team(organisation, None) };
        let rest = house.app.read(&asha, rest).await.unwrap();
        assert_eq!(rest.members.rows[0].name, "Mia Stone");
    }
}
