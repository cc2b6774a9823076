"""Two whole rule files to read: drafts, not law. All people in them are made up."""

from __future__ import annotations

COUNTY = """\
[Note: How a county policy should look. A draft to be read aloud; the wording may change where the grammar needs it.]

Policy "Los Angeles County District Attorney: Proposition 64 review".
Jurisdiction: California, Los Angeles County.
Authority: HS 11361.9.
In force: from July 1, 2019.
Leap day: March 1. Unverified: the pilot's arithmetic; Gov. Code § 6803 points to February 28.
Use "ca/offenses".
Use "ca/policies/los-angeles-lists".  [Note: the pilot's own lists, wider than the law's.]

Option Age Threshold: age between 40 and 65 years, normally 50 years, or off.
Option Conviction-Free Years: between 1 year and 15 years, normally 10 years, or off.

Outcomes, most favorable first:
  Dismissal, "Eligible for Dismissal";
  Not Eligible, "Not eligible";
  City Attorney Review, "To be reviewed by City Attorneys", not ranked;
  Hand Review, "Hand Review", not ranked.

This policy covers each conviction in Los Angeles County for a Marijuana Offense.

Two Priors means that the person has at least 2 convictions for a Marijuana Offense
  under the same section as this conviction before the date of this conviction.

Still Serving means that the person has a conviction whose end of sentence is after the review date.

Decide by the first of these that applies:
  (1) City Attorney Review, because "Misdemeanor or Infraction", if the conviction is not a felony;
  (2) Not Eligible, because "Occurred after 11/09/2016",
      if the date of conviction is on or after November 9, 2016;
  (3) Dismissal, because "11357(a) or 11357(b)", if the record names HS 11357(a) or HS 11357(b);
  (4) Hand Review, because "Other 11357", if the offense is HS 11357;
  (5) Not Eligible, because "PC 667(e)(2)(c)(iv)" [PC 667(e)(2)(C)(iv)],
      if the person has a conviction for a Super Strike before the date of this conviction;
  (6) Not Eligible, because "PC 290" [PC 290(c)], if any of the following is true:
      (A) the person has a conviction for a Registrable Offense before the date of this conviction; or
      (B) the person has a registration under PC 290 before the date of this conviction;
  (7) Not Eligible, because "Two priors", if Two Priors is true;
  (8) Dismissal, because "{Age Threshold} or older",
      if the person is at least the Age Threshold on the review date;
  (9) Dismissal, because "21 years or younger",
      if the person's 21st birthday is on or after the review date;
      [Note: the pilot tests the age today, not the age at conviction.]
  (10) Dismissal, because "Only has 11357-60 charges and completed sentence", if all of the following are true:
      (A) every conviction of the person is for a Marijuana Offense; and
      (B) Still Serving is not true;
  (11) Dismissal, because "No convictions in past {Conviction-Free Years}",
      if every conviction of the person is at least the Conviction-Free Years before the review date;
  (12) Hand Review, because "Currently serving sentence", if Still Serving is true;
  (13) Dismissal, because "Deceased", if the person is deceased;
  (14) Hand Review, because "No applicable eligibility criteria", otherwise.

Scenario "one cultivation conviction, long ago".
  A person born June 2, 1975 has:
    (1) a felony conviction in Los Angeles County for HS 11358 on May 12, 2001, sentenced to 90 days in jail.
  On July 1, 2020, conviction (1) receives Dismissal, because "Only has 11357-60 charges and completed sentence".

Scenarios "when the super strike came".
  A person born June 2, 1975 has:
    (1) a felony conviction in Fresno County for PC 187 on {prior};
    (2) a felony conviction in Los Angeles County for HS 11360(a) on December 5, 2009.
  On July 1, 2020, conviction (2) receives {outcome}, because {reason}.
    | prior             | outcome      | reason                          |
    | December 4, 2009  | Not Eligible | PC 667(e)(2)(c)(iv)             |
    | December 5, 2009  | Dismissal    | No convictions in past 10 years |
    | December 6, 2009  | Dismissal    | No convictions in past 10 years |
"""

STATE = """\
[Note: A law of another kind: automatic, with a lifetime limit, waits from the later of two events, no ordered list.]

Statute "Michigan Clean Slate: convictions set aside without application".
Jurisdiction: Michigan.
Authority: MCL 780.621g.
In force: from April 11, 2023.  [Note: MCL 780.621g(1), two years after April 11, 2021.]
Leap day: undeclared.
Use "mi/offenses".

> (2) ... a felony conviction that is recorded and maintained in the department of state police database is set
aside under this section without the filing of an application ... if both of the following apply:
(a) Ten years have passed from whichever of the following events occurs last:
(i) Imposition of the sentence for the conviction.
(ii) Completion of any term of imprisonment with the department of corrections for the conviction.
(b) The conviction or convictions are otherwise eligible to be set aside under section 1.

Outcomes, most favorable first:
  Set Aside, "Set aside without application";
  Not Set Aside, "Not set aside under section 1g".

This statute covers each conviction in Michigan that still stands.

Waiting Period means the first of these that applies:
  (1) 10 years, if the conviction is a felony [(2)];
  (2) 7 years, otherwise [(1), (3), (4)].

Start Of Waiting means the first of these that applies:
  (1) the later of the date of sentence and the date of release from prison, if the conviction is a felony [(2)(a)];
  (2) the date of sentence, otherwise [(1), (3), (4)].

Waiting Period Over means that the day that is the Waiting Period after Start Of Waiting is on or before the review date.

Minor Misdemeanor means that all of the following are true:
  (a) the conviction is a misdemeanor; and
  (b) the maximum punishment is at most 92 days of imprisonment.

Rule "minor misdemeanors" [(1), (3)]:
  A conviction receives Set Aside if all of the following are true:
    (a) Minor Misdemeanor; and
    (b) Waiting Period Over;
  unless:
    (c) Never Set Aside [MCL 780.621c(2)].

Rule "other misdemeanors" [(4), (6)]:
  A conviction receives Set Aside if all of the following are true:
    (a) the conviction is a misdemeanor;
    (b) Minor Misdemeanor is not true;
    (c) Waiting Period Over;
    (d) the person has no pending charge in Michigan [(6)(b)]; and
    (e) Intervening Conviction is not true;
  unless any of the following is true:
    (f) the offense is an Excluded Offense [(10)];
    (g) the person has more than 1 conviction for an Assaultive Crime [(7)]; or
    (h) Never Set Aside [MCL 780.621c(2)].

Rule "felonies" [(2), (6)]:
  A conviction receives Set Aside if all of the following are true:
    (a) the conviction is a felony;
    (b) Waiting Period Over;
    (c) the person has no pending charge in Michigan [(6)(b)];
    (d) Intervening Conviction is not true; and
    (e) Eligible Under Section 1 [(2)(b)];
  unless any of the following is true:
    (f) the offense is an Excluded Offense [(10)];
    (g) the maximum punishment is at least 10 years of imprisonment [(10)];
    (h) the person has more than 1 conviction for an Assaultive Crime [(7)]; or
    (i) Never Set Aside [MCL 780.621c(2)].

Otherwise a conviction receives Not Set Aside.

Scenario "a felony and the prison term that delays it".
  A person born March 3, 1980 has:
    (1) a felony conviction in Michigan for MCL 333.7401 on May 2, 2012, sentenced on June 1, 2012 to 2 years in prison,
        released on May 20, 2014, maximum punishment 4 years of imprisonment.
  On May 19, 2024, conviction (1) receives Not Set Aside.
  On May 20, 2024, conviction (1) receives Set Aside.
"""
