"""Steps done about accepted people: with security, badge printed, badge handed out."""
