import type { CueWords } from './cue-words.ts'

/**
 * English words that say what somebody wants, in lower case; n't has lost its apostrophe. `_` joins two words that must stand side by side.
 * Written for this project (CC0).
 */
export const ENGLISH: CueWords = {
  asking: `
    what what's whats whatcha who who's whos whom whose when when's whens where where's wheres how how's hows hw why why's whys which wht
    wat how_come how_much how_many how_long what_time y_is y_do any_idea any_chance any_update any_news any_word eta`,
  opening: `
    do does did is are was were am can could will would should shall may might have has had isnt arent wasnt werent dont doesnt didnt cant
    couldnt wont wouldnt shouldnt havent hasnt any anyone anybody anything r u does_anyone is_it is_there are_there are_you do_you can_i
    can_you could_you would_you will_you have_you got_any`,
  tail: 'right correct or_not or_what or_no or_nah yes_or yeah eh huh anyone_know is_it isnt_it are_you does_it',
  wondering: `
    wondering wonder curious wanna_know want_to_know know_if know_when know_how know_why know_what know_where wanted_to_ask quick_question
    question questions query ask asking clarify explain confused unsure not_sure like_to_know need_to_know tell_me advise enquiring
    inquiring enquire`,
  crowd: `
    anyone anybody someone somebody everyone folks guys peeps hive_mind recommend_a recommend_me recommendations recommendation
    suggestions suggestions_for looking_for has_anyone does_anyone anyone_else anyone_know anyone_tried anyone_have thoughts opinions
    worth_it tips advice who_else`,
  polite: `
    please pls plz plse kindly could_you can_you would_you will_you could_u can_u could_i can_i may_i i'd_like i_would_like would_like
    we'd_like i_want_to i_need i_need_to want_to need_to need_a grateful_if appreciate_if appreciate_it help_me assist need_help
    requesting request formally wish_to hereby`,
  order: `
    send resend cancel change update book reserve remove delete check confirm forward call_me ring_me email_me dm_me contact unsubscribe
    take_me put_me unblock unlock reset refund_me freeze pause move_my add_my transfer switch_me extend renew issue replace exchange block
    stop close_my activate reactivate reschedule arrange fix sort look_into quote copy_of invoice receipt certificate sign_me let_me_know
    hold_for set_aside put_aside deliver leave_it bring pick_up collect fill post_me get_back get_someone`,
  idea: `
    suggestion suggest idea ideas feature_request feature would_be would_love it'd_be would_be_nice would_be_great be_nice be_great
    be_cool could_be should_be should_have should_do you_should you_could u_should u_could why_not how_about what_about what_if maybe
    perhaps consider considered wish wishing i_wish wishlist hope_you add adding option instead an_option toggle dark_mode let_us let_me
    bring_back please_add just_a_thought one_thought thought thoughts improve improvement ever_thought have_you_considered imagine if_only
    make_a make_it do_a sell please_make allow support_for`,
  you: `
    you your yours u ur yall y'all yourself yourselves you're youre you've youve you'd you'll youll you_guys you_lot you_people guys_at
    team_at thank_you`,
  me: `
    i i'm im i've ive i'd i'll my me mine myself we we're we've our ours us my_mum my_mom my_dad my_wife my_husband my_son my_daughter
    my_order my_account my_card my_bag my_flight my_parcel my_package my_money`,
  unanswered: `
    no_answer no_reply no_response no_one noone nobody on_hold hold_for hung_up hangs_up hang_up ignored ignoring ignores ignore
    unanswered radio_silence silence crickets cut_off passed_around transferred bot chatbot robot cant_speak speak_to talk_to_a a_human
    real_person voicemail not_answering dont_answer doesnt_answer never_answer wont_answer never_reply not_replied no_callback call_back
    called_back rang`,
  again: `
    still again yet waiting waited wait day days week weeks hour hours hrs month months minutes mins since ago later second_time
    third_time 2nd_time 3rd_time 4th_time fourth_time fifth_time every_time each_time keeps keep twice yesterday promised promise overdue
    late supposed told another always`,
  failure: `
    not_working doesnt_work dont_work didnt_work isnt_working stopped_working wont_load wont_open wont_work wont_let cant_log cant_login
    cant_access cant_get cant_even cant_reach cant_use couldnt_get never_arrived not_arrived hasnt_arrived havent_received not_received
    never_received didnt_arrive not_delivered didnt_receive never_came never_showed no_show not_showing not_happy no_help no_refund
    no_signal no_internet no_service no_heating no_water no_power no_explanation no_apology no_warning no_notice no_idea not_one not_what
    not_even not_good not_acceptable not_ok not_okay half_the out_of doesnt_fit fell_apart went_off supposed_to was_told were_told am_told
    told_me keeps_crashing keeps_saying keep_getting keeps_dropping turned_up arrived_broken gone_up went_up put_up double_charged
    charged_twice charged_me paid_for still_no still_not still_waiting broken broke break cancelled canceled cancels delayed delay delays
    lost missing damaged cracked faulty defective refused refuse refuses charged overcharged billed error errors crash crashes crashed
    crashing down fail failed fails failure wrong stuck leak leaking leaks dirty filthy mould mold mouldy moldy stale cold soggy raw
    undercooked rotten expired ripped torn scratched shrunk faded peeling stained smashed dented dead freezes frozen freezing lag lags
    glitch glitches bug bugs buggy declined rejected denied ruined mess outage dropped drops slow hidden_fee hidden_fees fee fees
    price_hike increase hike late_fee misleading misled lied lying rude unhelpful overbooked bumped stranded overpriced ripoff hair empty
    queue queues disconnected unusable incorrect mistake problem problems issue issues complaint complain complaining complained`,
  refund: `
    refund refunds refunded reimburse reimbursed reimbursement compensation compensate money_back my_money credit_back voucher chargeback
    give_me_back`,
  angry: `
    worst terrible awful horrible horrendous horrific disgusting disgusted shame shameful shambles joke ridiculous useless scam scammers
    thieves thief theft robbery pathetic unacceptable disgrace disgraceful appalling appalled dreadful abysmal atrocious crap crappy
    garbage trash rubbish hate fuming furious angry livid annoyed annoying frustrated frustrating frustration disappointed disappointing
    disappointment disappoint never_again wtf ffs omfg smh bs bullshit shit fuck fucking damn hell nightmare incompetent incompetence
    clowns cowboys greedy outrageous outrage insulting insult fed_up sick_of tired_of had_enough waste wasted wasting unprofessional avoid
    not_recommend dont_buy leaving switching done_with lazy clueless absolute_joke seriously unbelievable sort_it sort_yourselves
    get_it_together`,
  thanks: `
    thanks thank thx tx ty tysm thnx cheers grateful gratitude kudos shoutout shout_out props bravo hats_off well_done credit_to
    big_thanks thankyou saved_my saved_me lifesaver life_saver legend legends hero heroes star stars above_and beyond appreciate
    appreciated appreciation compliments five_stars 5_stars god_bless chapeau`,
  praising: `
    love loved loving loves great amazing best excellent wonderful perfect perfectly brilliant lovely recommend recommended delicious
    fantastic awesome superb outstanding incredible impressed impressive beautiful gorgeous happy pleased delighted thrilled fab fabulous
    stunning smooth easy friendly kind helpful patient polite professional quick fast flawless spotless tasty yum yummy fave favourite
    favorite obsessed gem class top_notch first_class spot_on nailed made_my faultless impeccable glad worth_every cant_fault
    no_complaints so_good really_good very_good never_fails never_let works_perfectly blown_away`,
  danger: `
    injured injury injuries hospital hospitalised hospitalized burn burns burned burnt burning fire fires smoke exploded explode exploding
    explosion blood bleeding died dead death deaths die dying dies kill killed kills poison poisoned poisoning vomiting vomit sick
    allergic allergy anaphylaxis anaphylactic epipen collapsed collapse choking choked choke ambulance er paramedic paramedics icu surgery
    gas carbon monoxide electrocuted shock shocked sparks sparking shard glass unconscious fainted stabbed shot assaulted assault attacked
    stroke seizure suicide threat weapon knife evacuate evacuated trapped crushed crush rash chemical toxic contaminated salmonella coli
    listeria asbestos airbag airbags brakes recall recalled dangerous danger unsafe hazard hazardous drowning nearly_died could_have_died
    safeguarding abuse abused predator minor harassed harassment broken_bone concussion stitches swallowed overdose wrong_dose
    wrong_patient emergency help_us live_wire`,
  leak: `
    leaked breach breached exposed hacked hacker hackers hack ransomware data_breach data_leak personal_data someone_else's
    somebody_else's other_people's other_customers passwords stealer malware phishing drained emptied stolen identity_theft privacy gdpr
    my_data our_data customer_data ssn leak_of addresses public_page whistleblower`,
  law: `
    lawyer lawyers lawsuit sue suing sued court legal legally solicitor solicitors attorney attorneys class_action litigation regulator
    regulators tribunal ombudsman police watchdog illegal unlawful proceedings injunction counsel authority authorities trading_standards
    small_claims high_court inquiry investigation probe prosecute criminal fraud licence_to union discrimination hse fda ico cma ftc bbb`,
  press: `
    journalist journalists reporter reporters newspaper newspapers newsroom media press documentary front_page headline headlines viral
    million_views views the_news the_papers the_paper local_paper camera footage video on_video deadline comment_on for_comment statement
    public_statement exposé expose exposing went_public share_this rt retweet everyone_saw`,
  boycott: `
    boycott boycotts boycotting petition petitions protest protests protesting strike cancel_culture deletes_the delete_the stop_buying
    do_not_buy dont_use do_not_use stop_paying pulling_out resign pickets picket`,
  children: `
    child children kid kids baby babies son daughter toddler toddlers infant newborn mother mum mom dad grandma nan elderly pregnant
    disabled wheelchair patients patient pupil pupils year_old yo 2yo nursery school`,
  urgent: `
    urgent urgently now immediately immediate asap tonight today right_now emergency psa warning beware alert careful heads_up attention`,
  report: `
    announced announces opens opened opening report reports reported according launches launch launched percent says said quarter shares
    revenue ceo acquires acquired appoints appointed expands expected forecast study survey officials residents company spokesperson
    scheduled kicks_off tonight's today's tomorrow's`,
  advert: `
    hiring vacancy vacancies apply apply_now job jobs cv resume sale discount code promo coupon giveaway giveaways win_a enter_to link_in
    bio join_us sign_up subscribe follow_us free_shipping off_all limited_time deal deals shop_now buy_now out_now new_video new_episode
    podcast selling for_sale recipe tutorial collab sponsored ad`,
  joking: 'lol lmao lmfao haha hahaha hahahaha rofl lolol joke jk meme memes',
  greeting: `
    hi hello hey hiya dear morning afternoon evening greetings good_morning good_afternoon good_evening dear_sir dear_team to_whom
    hi_there hey_there`,
  team: `
    staff team crew employees workers drivers agents nurses doctors teachers guards stewards reps volunteers your_people the_lads
    the_girls the_guys the_ladies`,
  role: `
    rep representative agent driver courier waiter waitress server barista cashier clerk manager supervisor technician engineer nurse
    doctor dr teacher tutor guard steward stewardess attendant pilot captain advisor adviser assistant receptionist operator teller
    handyman plumber electrician installer mechanic postman mailman postie pharmacist chef cook host hostess bouncer conductor inspector
    instructor coach trainer consultant salesman saleswoman salesperson stylist hairdresser therapist beautician professor lecturer
    librarian caseworker officer volunteer caretaker janitor cleaner concierge porter bellboy housekeeper employee worker colleague
    director ceo owner boss principal headmaster headteacher editor presenter reporter columnist anchor moderator adjuster underwriter
    broker banker lifeguard usher bartender barman barmaid landlord realtor ranger vet surgeon dentist optician midwife physio gp`,
  pointed: `
    guy guy_at guy_who lad lady lady_at girl girl_at woman woman_at man_at man_who bloke chap gentleman person_who person_on
    someone_called named called kid_at dude_at fella mr mrs ms sir madam young_man young_lady your_man your_guy`,
}
